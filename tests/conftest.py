"""Where workers share the files, the longest come first, and nobody waits for one that began last."""


def pytest_configure(config):
    config.option.loadscopereorder = False  # xdist would begin with the files of most tests, which are quick


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("grading") is None)  # whole classes; else as collected
