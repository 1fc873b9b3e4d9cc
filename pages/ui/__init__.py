"""What all pages share. Page scripts import from here, from Streamlit and from the public names of retention."""
