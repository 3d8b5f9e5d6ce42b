"""The configuration for nginx in front of this installation, computed from its settings: kept pages and styles as files, all else to us.

Takes:   the domains, certificate and key (or none: plain HTTP, for trying out or behind another proxy).
Gives:   the text of a file for `conf.d`. What nginx decides by itself is the same that config/kept_server decides: which addresses
         may have a page, what a reader must not have asked for beside it, with which headers it goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from gongkai.config import kept_headers, kept_pages
from gongkai.config.environment import current
from gongkai.config.secret_addresses import CALENDAR


def text(domains: Sequence[str], certificate: str = "", key: str = "", listen: str = "") -> str:
    """The whole file. `listen` is an address and port instead of 80 or 443."""
    return "\n".join(_lines(domains, certificate, key, listen)) + "\n"


def _lines(domains: Sequence[str], certificate: str, key: str, listen: str) -> Iterator[str]:
    environment = current()
    port = listen or ("443" if certificate else "80")
    yield "# 由 gongkai pages nginx 生成。设置有变（域名、数据文件夹、端口、正式运行）后重新生成，再执行 nginx -s reload。"
    if not settings.TRUSTED_PROXY:
        yield "# 注意：本站还没有设置 GONGKAI_TRUSTED_PROXY=1，访问者的地址和 HTTPS 认不出来。"
    if settings.SECURE_SSL_REDIRECT and not certificate:
        yield "# 注意：正式运行只走 HTTPS，这里没有给证书（--certificate、--key），只适合放在另一个终止 HTTPS 的代理后面。"
    yield ""
    yield f"upstream gongkai {{ server {environment.text('GONGKAI_HOST')}:{environment.whole('PORT')}; keepalive 16; }}"
    yield ""
    yield "# 选了大字、高对比的读者由程序现做。"
    yield r'map $http_cookie $gongkai_plain { default 1; "~(?:^|;\s*)look=" 0; }'
    yield "# 哪些请求可能有写好的页面：GET、HEAD，网址只有普通的字符，没有问号。"
    yield 'map "$gongkai_plain$request_method $request_uri" $gongkai_kept {'
    yield '    default "/.none";'
    asked = "~^1(?:GET|HEAD) "
    folders, name = kept_pages.FOLDERS, rf"{kept_pages.SEGMENT}\.(?:xml|csv|json)"
    yield f'    "{asked}(?<gongkai_folder>{folders})$" "${{gongkai_folder}}{kept_pages.INDEX}";'
    yield f'    "{asked}(?<gongkai_file>{folders}{name})$" $gongkai_file;'
    yield "}"
    yield ""
    secure = " ssl" if certificate else ""
    yield f"server {{ listen {port}{secure} default_server; {_certificate(certificate, key)}return 400; }}"
    if certificate and not listen:
        yield f"server {{ listen 80; server_name {' '.join(domains)}; return 301 https://$host$request_uri; }}"
    yield "server {"
    yield f"    listen {port}{secure};"
    yield f"    server_name {' '.join(domains)};"
    if certificate:
        yield f"    {_certificate(certificate, key)}".rstrip()
    yield f"    root {_quoted(kept_pages.site())};"
    yield f"    client_max_body_size {settings.UPLOAD_LIMIT_BYTES + 1024 * 1024};"
    yield "    merge_slashes off;"
    yield ""
    # The first that fits is taken: nearly every request is for a page, and pays for one comparison.
    yield from _kept('~ "/$"', kept_pages.HTML)
    for pattern, kind in kept_pages.TYPES:
        yield from _kept(f'~ "/{pattern}$"', kind)
    yield "    location / { try_files /.none @gongkai; }"
    # Whoever reads the address of an officer's calendar may read the calendar: it stands in no log.
    yield f"    location ^~ {CALENDAR} {{"
    yield "        access_log off;"
    yield from _passed_on()
    yield "    }"
    yield "    location /static/ {"
    yield f"        root {_quoted(Path(settings.STATIC_ROOT).parent)};"
    yield "        gzip_static on;"
    yield '        add_header Cache-Control "max-age=315360000, public, immutable";'
    yield '        add_header X-Content-Type-Options "nosniff";'
    yield "        charset utf-8;"
    yield "        try_files $uri @gongkai;"
    yield "    }"
    yield "    location @gongkai {"
    yield from _passed_on()
    yield "    }"
    yield "}"


def _passed_on() -> Iterator[str]:
    """To the program, with where it came from."""
    yield "        proxy_pass http://gongkai;"
    yield "        proxy_http_version 1.1;"
    yield '        proxy_set_header Connection "";'
    yield "        proxy_set_header Host $http_host;"
    yield "        proxy_set_header X-Forwarded-For $remote_addr;"
    yield "        proxy_set_header X-Forwarded-Proto $scheme;"
    yield f"        proxy_read_timeout {current().whole('GONGKAI_TIMEOUT') + 5}s;"


def _kept(where: str, kind: str) -> Iterator[str]:
    """A location whose pages lie as files; what is not there, or is removed at this moment, the program renders."""
    yield f"    location {where} {{"
    yield "        try_files $gongkai_kept @gongkai;"
    yield "        error_page 403 404 = @gongkai;"
    yield "        log_not_found off;"
    yield "        gzip_static on;"
    yield "        types { }"
    yield f'        default_type "{kind}";'
    for name, value in kept_headers.standard(settings.SECURE_SSL_REDIRECT).items():
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "")
        # Also where nginx itself refuses (412, 416).
        yield f'        add_header {name} "{escaped}" always;'
    yield "    }"


def _certificate(certificate: str, key: str) -> str:
    return (
        f"ssl_certificate {_quoted(Path(certificate))}; ssl_certificate_key {_quoted(Path(key))}; "
        if certificate
        else ""
    )


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
