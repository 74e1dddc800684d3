"""How nbgrader grades this course: copy it into the course's folder, or let `tools/grade_class.py` use it."""

c = get_config()  # noqa: F821 (nbgrader brings it)
c.CourseDirectory.course_id = "skipgram"
c.Execute.timeout = 30  # seconds a cell: an endless loop costs the points of its exercise
c.LimitOutput.max_lines = 1_000  # of what a cell prints
