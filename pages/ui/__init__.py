"""What all pages share; scripts use Streamlit, this package and public names of retention, nothing else."""
