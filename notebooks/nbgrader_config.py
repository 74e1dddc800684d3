"""How nbgrader grades this course: copy it into the course's folder, or let `tools/grade_class.py` use it."""

c = get_config()  # noqa: F821 (nbgrader brings it)
c.CourseDirectory.course_id = "skipgram"
c.Execute.timeout = 30  # seconds a cell: an endless loop costs the points of its exercise
c.Execute.extra_arguments = ["--IPKernelApp.log_level=40"]  # no warning from every kernel that it is started
c.LimitOutput.max_lines = 1_000  # of what a cell prints
c.GenerateFeedback.preprocessors = [  # the page shows no line that learners do not have
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
