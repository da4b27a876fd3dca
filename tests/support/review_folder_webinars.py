"""An American webinar series: dollars without a country, a grade for each result, actions as sentences."""

from __future__ import annotations

from datetime import date

from tests.support.review_sources import (
    Folder,
    heading,
    items,
    mail_field,
    project,
    sheet,
    source,
    table,
    text,
)


def webinar_series() -> Folder:
    return Folder(
        project(
            "WB-12",
            "Signal Desk webinar series",
            "Lumen Ledger, Inc.",
            "en",
            started=date(2026, 1, 12),
            ended=date(2026, 5, 29),
            currency="USD",
        ),
        [
            source(
                "final_report",
                "Signal Desk - campaign recap v2.docx",
                "2026-05-22",
                heading("Campaign recap: Signal Desk webinar series"),
                text("Prepared for Lumen Ledger, Inc. by Otter Street Media LLC | May 22, 2026"),
                heading("At a glance"),
                text(
                    "Lumen Ledger sells audit software to mid-size accounting firms. In 2025 fewer "
                    "than one in ten prospects had heard of it. The series was meant to put its two "
                    "founders in front of controllers and turn attendance into trials."
                ),
                heading("Scorecard"),
                table(
                    "Indicator|Goal|Outcome|Grade",
                    "Registrations|4,000|4,612|A",
                    "Live attendance rate|38%|33.5%|C",
                    "Product trials started|250|231|B",
                    "Cost per trial|$320|$341|C",
                    "Newsletter subscribers|1,200|1,490|A",
                ),
                text(
                    "Trials fell short because the sign-up page asked for a credit card until March "
                    "30."
                ),
                heading("Schedule"),
                items(
                    "Contract signed: planned January 12, 2026, actual January 14, 2026",
                    "First webinar: planned February 10, 2026, actual February 10, 2026",
                    "Last webinar: planned April 28, 2026, actual May 5, 2026",
                    "Recap delivered: planned May 15, 2026, actual May 22, 2026",
                ),
                heading("Deliverables"),
                text(
                    "Otter Street produced 8 webinars, 24 social clips, 8 follow-up emails and 3 of "
                    "the 4 white papers in the SOW."
                ),
                heading("Money"),
                text(
                    "The approved budget was $96,000. Actual spend was $98,450; the overage came "
                    "from captioning."
                ),
                heading("What clicked"),
                items(
                    "Guest controllers brought their own audiences; half of registrations came from "
                    "their posts.",
                    "Posting clips the same day doubled replay views.",
                ),
                heading("What we would do differently"),
                items(
                    "The credit card wall should have been tested before launch.",
                    "We never agreed who approves white papers, so the fourth died in review.",
                ),
            ),
            source(
                "settlement",
                "Signal Desk final costs.xlsx",
                "2026-06-02",
                sheet(
                    "Costs",
                    "Bucket|Plan|Spent|Delta",
                    "Speakers|18,000|17,250|(750)",
                    "Production|36,000|39,900|3,900",
                    "Paid promotion|24,000|23,800|(200)",
                    "White papers|12,000|11,500|(500)",
                    "Account team|6,000|6,000|0",
                    "All in|96,000|98,450|2,450",
                ),
                sheet(
                    "AR",
                    "Invoice #|Billed|Status",
                    "OS-881|48,000|Paid 2/2/2026",
                    "OS-902|28,800|Paid 4/20/2026",
                    "OS-930|19,200|Open",
                ),
                sheet("AP", "Vendor|Still owed|Why", "Caption Co.|2,150|last two webinars"),
            ),
            source(
                "contract",
                "SOW - Signal Desk (signed).docx",
                "2026-01-14",
                heading("Statement of Work No. 3"),
                text(
                    'This SOW is entered into as of January 14, 2026 by and between Lumen Ledger, Inc. ("Client") and '
                    'Otter Street Media LLC ("Agency").'
                ),
                heading("1. Deliverables", 2),
                items("8 live webinars", "24 social clips", "8 follow-up emails", "4 white papers"),
                heading("2. Compensation", 2),
                text(
                    "Client will pay Agency a fixed project fee of $96,000, payable as follows: 50% "
                    "on execution, 30% after the fourth webinar, and 20% upon Client's written "
                    "acceptance of the recap.",
                    "3. Each white paper not delivered is credited to Client at $2,500.",
                ),
            ),
            source(
                "feedback",
                "RE_ recap thoughts.eml",
                "2026-05-27",
                mail_field("Subject: RE: recap thoughts"),
                mail_field("From: Priya Raman <priya@lumenledger.example>"),
                text(
                    "Hi Marcus,",
                    "Overall I would give the team a 8.5 out of 10. Five of us filled in your form.",
                    "The guests were a brilliant idea and our founders loved being on camera.",
                    "But the white paper fiasco cost me a quarter of goodwill with our CFO.",
                    "Also your recap says attendance was 33.5 percent while the export I have shows "
                    "32.1 percent live attendance rate.",
                    "Priya",
                ),
            ),
            source(
                "data_report",
                "webinar export.csv",
                "2026-05-10",
                table(
                    "Webinar|Date|Registrations|Attended|Trials",
                    "1 Close faster|2/10/2026|702|251|31",
                    "2 Audit prep|2/24/2026|655|214|40",
                    "Total||4612|1545|231",
                ),
            ),
            source(
                "retrospective",
                "post-mortem notes.docx",
                "2026-06-05",
                heading("Signal Desk post-mortem"),
                text("June 5, 2026. In the room: Marcus Bell, Yuki Arai, Dana Ortiz"),
                heading("Wins"),
                items("Guests did our promotion for us.", "Same-day clips."),
                heading("Misses"),
                items(
                    "Nobody checked the sign-up page on day one.",
                    "The fourth white paper was never approved, and nobody escalated.",
                ),
                heading("Commitments"),
                text(
                    "Yuki Arai will write a launch checklist by June 19, 2026.",
                    "Dana Ortiz to name one approver per deliverable by June 12, 2026.",
                    "Marcus Bell will send Lumen Ledger a credit proposal for the missing white "
                    "paper by June 10, 2026.",
                ),
            ),
        ],
        metrics=[
            ("4000", "4612"),
            ("38", "33.5"),
            ("250", "231"),
            ("320", "341"),
            ("1200", "1490"),
            ("4", "3"),
        ],
        totals=("96000", "98450"),
        lines=[
            ("18000", "17250"),
            ("36000", "39900"),
            ("24000", "23800"),
            ("12000", "11500"),
            ("6000", "6000"),
        ],
        outstanding=["19200", "2150"],
        milestones=[
            ("2026-01-12", "2026-01-14"),
            ("2026-02-10", "2026-02-10"),
            ("2026-04-28", "2026-05-05"),
            ("2026-05-15", "2026-05-22"),
        ],
        mean="8.5",
        scale=10,
        responses=5,
        quotes=[
            "The guests were a brilliant idea and our founders loved being on camera.",
            "But the white paper fiasco cost me a quarter of goodwill with our CFO.",
        ],
        successes=[
            "Guests did our promotion for us.",
            "Guest controllers brought their own audiences",
        ],
        shortcomings=[
            "Nobody checked the sign-up page on day one.",
            "The credit card wall should have been tested before launch.",
        ],
        actions=[
            ("Yuki Arai will write a launch checklist", "Yuki Arai", "2026-06-19"),
            ("Dana Ortiz to name one approver per deliverable", "Dana Ortiz", "2026-06-12"),
            ("Marcus Bell will send Lumen Ledger a credit proposal", "Marcus Bell", "2026-06-10"),
        ],
        contracts=[("96000", "USD", "2026-01-14")],
        obligations=[
            ("live webinars", "8", "8"),
            ("social clips", "24", "24"),
            ("follow-up emails", "8", "8"),
            ("white papers", "4", "3"),
        ],
        clashes=[{"33.5%", "32.1 percent"}],
        missing=["acceptance"],
    )
