"""What is learned from projects: the review, lessons, improvement actions, reading paths."""

from __future__ import annotations

from dataclasses import dataclass

from archive.bootstrap.ground import Ground
from archive.exports.printing import Printer
from archive.exports.printing import found as found_printer
from archive.services.closeout.feedback_actions import FeedbackActions
from archive.services.closeout.improvements import ImprovementService
from archive.services.lessons.handed_lessons import HandedLessonService
from archive.services.lessons.lesson_usefulness import LessonUsefulness
from archive.services.lessons.lessons import LessonService
from archive.services.lessons.reading_paths import ReadingPathService
from archive.services.reviews.review_approval import ReviewApproval
from archive.services.reviews.review_desk import ReviewDesk
from archive.services.reviews.reviews import ReviewService


@dataclass(frozen=True, slots=True)
class Learning:
    """From the review of one project to the start of the next."""

    reviews: ReviewService
    review_desk: ReviewDesk
    review_approval: ReviewApproval
    feedback_actions: FeedbackActions
    lessons: LessonService
    lesson_usefulness: LessonUsefulness
    improvements: ImprovementService
    handed: HandedLessonService
    reading_paths: ReadingPathService


def learning_of(ground: Ground) -> Learning:
    """The services of review and knowledge base."""
    database, assessor, clock = ground.database, ground.assessor, ground.clock
    printer = found_printer() if ground.settings.pdf else Printer(None)
    reviews = ReviewService(database, assessor, printer, clock)
    improvements = ImprovementService(database, clock)
    lessons = LessonService(database, improvements, clock)
    rules = ground.book.rules
    return Learning(
        reviews=reviews,
        review_desk=ReviewDesk(database, reviews, clock),
        review_approval=ReviewApproval(
            database, ground.blobs, assessor, reviews, lessons, ground.limit, clock
        ),
        feedback_actions=FeedbackActions(database, reviews, improvements),
        lessons=lessons,
        lesson_usefulness=LessonUsefulness(database, lessons, clock),
        improvements=improvements,
        handed=HandedLessonService(database, ground.reader, lessons, improvements, rules, clock),
        reading_paths=ReadingPathService(database, clock),
    )
