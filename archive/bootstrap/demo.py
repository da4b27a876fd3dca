"""The samples: put together for the commands that make them, and for no process that runs on."""

from __future__ import annotations

from archive.bootstrap.assembly import Services
from archive.services.samples.demo import DemoService
from archive.services.samples.demo_knowledge import DemoKnowledge
from archive.services.samples.demo_registers import DemoRegisters


def demo_of(services: Services) -> DemoService:
    """What makes the sample projects and the account that manages them, over services that are open."""
    return DemoService(
        services.ground.data,
        services.database,
        services.accounts,
        services.projects,
        services.intake,
        services.filing,
        services.reviews,
        DemoKnowledge(
            services.projects,
            services.reviews,
            services.review_approval,
            services.lessons,
            services.reading_paths,
            services.handed,
        ),
        DemoRegisters(
            services.database,
            services.accounts,
            services.projects,
            services.reading_paths,
            services.saved_searches,
            services.clauses,
            services.closing_list,
            services.papers,
            services.access_review,
            services.surveys,
            services.survey_answers,
            services.closing,
        ),
    )
