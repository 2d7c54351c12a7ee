"""How the models and tables in the package were made; none of it is needed to use pubnorm."""
