"""Who may do what, written down by hand beside the table and reviewed line by line: a change there must be made here too.

One row an act, one column a role: `.` may not, `o` in the own organ, `b` in the own organ and those below it, `a` anywhere.
"""

ROLES = ("clerk", "reviewer", "head", "compiler", "leader", "secrecy", "supervisor", "admin", "system")

TABLE = """
request.register                o . o . . . . . a
request.log_arrival             o . o . . . . . a
request.unreachable             o . . . . . . . a
request.confirm                 o . . . . . . . a
request.ask_correction          o . . . . . . . a
request.receive_correction      o . . . . . . . a
request.declare_lapsed          . . o . . . . . a
request.ask_reasons             o . . . . . . . a
request.give_reasons            o . . . . . . . a
request.delay                   . . o . . . . . a
request.charge_fee              o . . . . . . . a
request.fee_notice_received     o . . . . . . . a
request.pay_fee                 o . . . . . . . a
request.take_back_fee           . . o . . . . . a
request.declare_unpaid          . . o . . . . . a
request.consult_third_party     o . . . . . . . a
request.third_party_received    o . . . . . . . a
request.third_party_replied     o . . . . . . . a
request.consult_co_producer     o . . . . . . . a
request.co_producer_received    o . . . . . . . a
request.co_producer_replied     o . . . . . . . a
request.consult_other_organ     o . . . . . . . a
request.other_organ_replied     o . . . . . . . a
request.tell_third_party        o . . . . . . . a
request.request_extension       o . . . . . . . a
request.approve_extension       . . o . . . . . a
request.refuse_extension        . . o . . . . . a
request.notify_extension        o . . . . . . . a
request.search                  o . . . . . . . a
request.confer                  o o o . . . . . a
request.assign                  o . o . . . . . a
request.note                    o o o . . . . . a
request.propose                 o . . . . . . . a
request.review                  . o . . . . . . a
request.return                  . o o . . . . . a
request.sign                    . . o . . . . . a
request.serve                   o . . . . . . . a
request.record_reply            . . o . . . . . a
request.withdraw                o . . . . . . . a
request.service_received        o . . . . . . . a
request.archive                 o . . . . . . . a
request.reopen                  . . o . . . . . a
request.correct                 o . o . . . . . a
request.void                    . . o . . . . . a
remedy.notify                   o . o . . . . . a
remedy.answer                   o . . . . . . . a
remedy.suspend                  o . . . . . . . a
remedy.resume                   o . . . . . . . a
remedy.extend_review            o . . . . . . . a
remedy.conclude                 o . o . . . . . a
remedy.comply                   o . . . . . . . a
remedy.note                     o . o . . . . . a
remedy.archive                  o . . . . . . . a
remedy.correct                  o . o . . . . . a
remedy.void                     . . o . . . . . a
report.check                    . . . o . . . . a
report.explain                  . . . o . . . . a
report.edit                     . . . o . . . . a
report.submit                   . . o o . . . . a
report.approve                  . . . . o . . . a
report.return                   . . o . o . . . a
report.freeze                   . . o . . . . . a
report.reopen                   . . o . . . . . a
report.review_secrecy           . . o . o . . . a
report.publish                  . . o . . . . . a
report.deliver                  . . o . . . . . a
report.correct                  . . o . . . . . a
request.read                    o o o o o . b . a
remedy.read                     o o o o o . b . a
report.read                     o o o o o . b . a
report.compile                  . . o o . . . . a
personal.read                   o o o . . . . . a
personal.shred                  . . . . . . . . a
item.record                     o . o o . . . . a
document.record                 o . o o . . . . a
activity.record                 o . o o . . . . a
tally.record                    o . o o . . . . a
publishing.read                 o o o o o o b . a
ledger.import                   o . o . . . . . a
ledger.export                   o . o . . . . . a
journal.read                    . . o . o . b b a
organs.manage                   . . . . . . . b a
organs.describe                 . . o . . . . b a
people.manage                   . . . . . . . b a
schedule.read                   . . o . . . . o a
publication.draft               o o o . . . . . .
publication.edit                o o o . . . . . .
publication.answer              o o o . o o . . .
publication.submit              o o o . . . . . .
publication.first_review        o o . . . . . . .
publication.first_proof         o o . . . . . . .
publication.second_review       . o o . . . . . .
publication.second_proof        . o o . . . . . .
publication.secrecy_review      . . . . . o . . .
publication.third_review        . . o . o . . . .
publication.third_proof         . . o . o . . . .
publication.return              . o o . o o . . .
publication.recall              o . o . . . . . .
publication.exempt              . . o . o . . . .
publication.publish             o . o . . . . . .
publication.schedule            o . o . . . . . .
publication.unschedule          o . o . . . . . .
publication.go_live             . . . . . . . . a
publication.emergency           . . o . o . . . .
publication.ratify              . . o . o . . . .
publication.correct             o . o . . . . . .
publication.abandon             o . o . . . . . .
publication.discard             o . o . . . . . .
publication.withdraw            . . o . o . . . .
publication.expire              . . . . . . . . a
publication.archive             o . o . . . . . .
publication.propose_withhold    o o o . . . . . .
publication.approve_withhold    . . o . o . . . .
publication.reevaluate          . . o . o . . . .
publication.disclose            . . o . o . . . .
publication.stage               o . o . . . . . a
publication.accept              . . o . o . . . .
publication.reject              o . o . o . . . .
draft.read                      o o o . o o . . .
duty.record                     . . o . . . . . a
column.record                   o . o . . . . . a
amendment.record                o . o o . . . . a
comparison.run                  o . o . . . . . a
"""


def reviewed() -> dict[str, dict[str, str]]:
    """By act and role: the letter."""
    rows = [line.split() for line in TABLE.strip().splitlines()]
    return {act: dict(zip(ROLES, letters, strict=True)) for act, *letters in rows}
