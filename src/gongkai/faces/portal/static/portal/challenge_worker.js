// Searches the number whose SHA-256 with the nonce is the target. Written out, for a page that is not served by https has no
// crypto.subtle; a message of one block needs no more than this.
"use strict";
var K = new Uint32Array(64);
var START = new Uint32Array(8);
(function () {
  // FIPS 180-4: fractional parts of the cube and square roots of the first primes.
  var found = 0;
  for (var n = 2; found < 64; n += 1) {
    var prime = true;
    for (var d = 2; d * d <= n; d += 1) { if (n % d === 0) { prime = false; break; } }
    if (prime) {
      if (found < 8) { START[found] = (Math.sqrt(n) % 1) * 4294967296; }
      K[found] = (Math.cbrt(n) % 1) * 4294967296;
      found += 1;
    }
  }
}());

var W = new Uint32Array(64);

function digest(text, out) {
  var i, t1, t2, x, y;
  for (i = 0; i < 16; i += 1) { W[i] = 0; }
  for (i = 0; i < text.length; i += 1) { W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3)); }
  W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  W[15] = text.length * 8;
  for (i = 16; i < 64; i += 1) {
    x = W[i - 15]; y = W[i - 2];
    W[i] = W[i - 16] + W[i - 7]
      + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
      + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
  }
  var a = START[0], b = START[1], c = START[2], d = START[3], e = START[4], f = START[5], g = START[6], h = START[7];
  for (i = 0; i < 64; i += 1) {
    t1 = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    t2 = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
  }
  out[0] = a + START[0]; out[1] = b + START[1]; out[2] = c + START[2]; out[3] = d + START[3];
  out[4] = e + START[4]; out[5] = f + START[5]; out[6] = g + START[6]; out[7] = h + START[7];
}

self.onmessage = function (told) {
  var target = new Uint32Array(8);
  var out = new Uint32Array(8);
  for (var i = 0; i < 8; i += 1) { target[i] = parseInt(told.data.target.slice(8 * i, 8 * i + 8), 16); }
  for (var number = 0; number <= told.data.most; number += 1) {
    digest(told.data.nonce + ":" + number, out);
    if (out[0] === target[0] && out.every(function (word, place) { return word === target[place]; })) {
      self.postMessage(String(number));
      return;
    }
  }
  self.postMessage(null);
};
