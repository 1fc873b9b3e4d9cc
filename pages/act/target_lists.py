from pages.ui import frame

frame.head("x")
