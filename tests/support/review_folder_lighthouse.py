"""A British fundraising campaign: pounds, a list of results, slides, a statement of work in sentences."""

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


def lighthouse_appeal() -> Folder:
    report = source(
        "final_report",
        "LT26-04_RPT_Harbour-Light-appeal-wrap-up_20260618_V1.0.docx",
        "2026-06-18",
        heading("Harbour Light appeal: wrap-up report"),
        text("Prepared by Cobble & Finch for the Lighthouse Trust, 18 June 2026"),
        heading("Executive summary", 2),
        text(
            "The spring appeal asked lapsed donors to light a lamp for a named lifeboat crew. It raised £231,400"
            " against a target of £250,000, and brought 3,120 new regular givers against a goal of 2,800."
        ),
        heading("Context", 2),
        text(
            "Donations to the Trust had fallen for three years. The board wanted a campaign that older supporters"
            " would recognise and younger ones would share."
        ),
        heading("Performance against objectives", 2),
        table(
            "Objective|Planned value|Actual value|% of plan|Verdict",
            "Donations raised|£250,000|£231,400|93%|Missed",
            "New regular givers|2,800|3,120|111%|Exceeded",
            "Email open rate|32%|35.8%|112%|Exceeded",
            "Cost per new donor|£21.00|£18.60|-|Met",
            "Website visits|180k|164k|91%|Missed",
        ),
        heading("Timeline", 2),
        table(
            "Stage|Due|Delivered|Comment",
            "Statement of work signed|12/01/2026|14/01/2026|Legal review",
            "Film shoot wrapped|13/02/2026|20/02/2026|Storm",
            "Appeal launch|16/03/2026|16/03/2026|",
            "Wrap-up report|12/06/2026|18/06/2026|Awaiting gift data",
        ),
        heading("What we produced", 2),
        text(
            "Three crew films, 24 social posts, two direct mail packs and one landing page were delivered."
        ),
        heading("Budget", 2),
        text("Total spend came to £148,950, which is £3,950 over the agreed budget of £145,000."),
        heading("Successes", 2),
        items(
            "Naming each lamp after a crew doubled the share of donors who wrote a message.",
            "Filming with real families kept the cost of casting at nil.",
        ),
        heading("Challenges", 2),
        items(
            "Gift data arrived two weeks late, so nobody could steer the second mailing.",
            "The landing page was slow on mobile for the first four days.",
        ),
    )
    settlement = source(
        "settlement",
        "LT26-04_COS_Final-budget-reconciliation_20260625_V1.0.xlsx",
        "2026-06-25",
        sheet(
            "Budget",
            "Cost centre|Agreed budget (£)|Final cost (£)|Over/(under)",
            "Film production|52,000|56,400|4,400",
            "Direct mail|41,000|39,750|(1,250)",
            "Paid social|30,000|31,300|1,300",
            "Landing page|8,000|7,500|(500)",
            "Agency fees|14,000|14,000|-",
            "Grand total|145,000|148,950|3,950",
        ),
        sheet(
            "Invoices to client",
            "Invoice|Amount (£)|Issued|Paid on",
            "CF-201|72,500|15/01/2026|30/01/2026",
            "CF-219|43,500|20/03/2026|17/04/2026",
            "CF-240|29,000|22/06/2026|outstanding",
        ),
        sheet(
            "Creditors",
            "Supplier|Balance owed (£)|For",
            "Salt & Sail Films|6,200|overtime",
            "Print Harbour|0|",
        ),
    )
    sow = source(
        "contract",
        "LT26-04_CON_Statement-of-work_20260114_V1.0_signed.pdf",
        "2026-01-14",
        text(
            "STATEMENT OF WORK",
            'This Statement of Work is made on 14 January 2026 between the Lighthouse Trust ("Client") and'
            ' Cobble & Finch Ltd ("Agency").',
            "1. Deliverables. The Agency will produce three crew films, 30 social posts, two direct mail packs and"
            " one landing page.",
            "2. Fees. The total fee payable under this Statement of Work is £145,000 plus VAT, including production"
            " and media.",
            "3. Payment. The fee is payable in instalments: 50% (£72,500) on signature, 30% (£43,500) on launch and"
            " 20% (£29,000) within 30 days of the Client's written acceptance of the wrap-up report.",
            "4. Insurance. The Agency shall provide a certificate of insurance before the shoot.",
            "5. Late delivery. The Client may deduct £250 for each social post not delivered.",
        ),
    )
    survey = source(
        "survey",
        "LT26-04_SRV_Client-survey_20260612_V1.0.xlsx",
        "2026-06-12",
        sheet(
            "Results",
            "Question|Average score (out of 7)",
            "Understanding of our cause|6.4",
            "Quality of creative work|6.2",
            "Reporting|4.9",
            "Overall satisfaction|5.9",
            "Number of respondents: 5|",
        ),
        sheet(
            "Comments",
            "Respondent|Comment",
            "Fundraising|The crew films made our own volunteers cry, in a good way.",
            "Digital|We had to ask for the numbers every single Monday.",
        ),
    )
    letter = source(
        "feedback",
        "LT26-04_FBK_Note-from-director_20260622_V1.0.eml",
        "2026-06-22",
        mail_field("Subject: Thank you, and two things"),
        mail_field("From: Maud Pemberton <maud@lighthouse.example>"),
        text(
            "Dear all,",
            "Thank you for a campaign that our trustees still talk about. The lamps were a lovely idea.",
            "Two things for next time. The report says 24 posts and the agreement says 30, and nobody told us why.",
            "I would also prefer one point of contact; I never knew whom to ring.",
            "Best wishes",
            "Maud",
        ),
    )
    retro = source(
        "retrospective",
        "LT26-04_RET_Harbour-Light-debrief_20260630_V1.0.docx",
        "2026-06-30",
        heading("Harbour Light debrief"),
        text("30 June 2026. Present: Orla Quinn, Devan Rao, Tess Adeyemi"),
        heading("Things that went well", 2),
        text(
            "The shoot crew improvised indoors when the storm came. Supporter care answered every message within a day."
        ),
        heading("Things that could have gone better", 2),
        text(
            "We dropped six social posts without telling the client. Nobody owned the gift data feed, so reporting"
            " was always late."
        ),
        heading("Next steps", 2),
        table(
            "What|Who|By when",
            "Agree any change in deliverables by email|Orla Quinn|17/07/2026",
            "Set up a weekly gift data feed|Devan Rao|31/07/2026",
            "Test landing pages on mobile before launch|Tess Adeyemi|14/08/2026",
        ),
    )
    return Folder(
        project(
            "LT26-04",
            "Harbour Light appeal",
            "The Lighthouse Trust",
            "en",
            started=date(2026, 1, 14),
            ended=date(2026, 6, 30),
            currency="GBP",
        ),
        [report, settlement, sow, survey, letter, retro],
        metrics=[
            ("250000", "231400"),
            ("2800", "3120"),
            ("32", "35.8"),
            ("21", "18.6"),
            ("180000", "164000"),
            ("30", "24"),
        ],
        totals=("145000", "148950"),
        lines=[
            ("52000", "56400"),
            ("41000", "39750"),
            ("30000", "31300"),
            ("8000", "7500"),
            ("14000", "14000"),
        ],
        outstanding=["29000", "6200"],
        milestones=[
            ("2026-01-12", "2026-01-14"),
            ("2026-02-13", "2026-02-20"),
            ("2026-03-16", "2026-03-16"),
            ("2026-06-12", "2026-06-18"),
        ],
        mean="5.9",
        scale=7,
        responses=5,
        quotes=[
            "The crew films made our own volunteers cry, in a good way.",
            "We had to ask for the numbers every single Monday.",
            "I would also prefer one point of contact; I never knew whom to ring.",
        ],
        successes=[
            "Naming each lamp after a crew doubled the share of donors who wrote a message.",
            "The shoot crew improvised indoors when the storm came.",
        ],
        shortcomings=[
            "We dropped six social posts without telling the client.",
            "Nobody owned the gift data feed",
            "The landing page was slow on mobile",
        ],
        actions=[
            ("Agree any change in deliverables by email", "Orla Quinn", "2026-07-17"),
            ("Set up a weekly gift data feed", "Devan Rao", "2026-07-31"),
            ("Test landing pages on mobile before launch", "Tess Adeyemi", "2026-08-14"),
        ],
        contracts=[("145000", "GBP", "2026-01-14")],
        obligations=[
            ("crew films", "3", "3"),
            ("social posts", "30", "24"),
            ("direct mail packs", "2", "2"),
            ("landing page", "1", "1"),
        ],
        clashes=[{"30", "24"}],
        missing=["acceptance"],
    )
