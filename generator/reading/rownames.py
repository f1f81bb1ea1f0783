"""The names worksheet functions give the rows and the models of their results, read in either language."""

from __future__ import annotations

from workbook_templates.text import Text, Words

# The same words as the functions' own; a test holds the two together.
ROW_NAMES = Words(
    "row_names",
    {
        "customers": Text("clients", "customers"),
        "repeat_customers": Text("clients ayant racheté", "repeat_customers"),
        "log_likelihood": Text("log-vraisemblance", "log_likelihood"),
        "log_likelihood_spend": Text("log-vraisemblance (dépense)", "log_likelihood_spend"),
        "top_share": Text("part des meilleurs clients", "top_share"),
        "customers_for_80pct": Text("part des clients pour 80 % de la valeur", "customers_for_80pct"),
        "gini": Text("indice de Gini", "gini"),
        "pmc": Text("Seuil bas de la plage (pmc)", "pmc"),
        "opp": Text("Prix optimal (opp)", "opp"),
        "idp": Text("Prix d'indifférence (idp)", "idp"),
        "pme": Text("Seuil haut de la plage (pme)", "pme"),
        "range_width": Text("Largeur de la plage", "range_width"),
        "respondents": Text("Réponses utilisées", "respondents"),
        "excluded": Text("Réponses écartées", "excluded"),
        "markov": Text("Markov", "markov"),
        "first": Text("premier contact", "first"),
        "last": Text("dernier contact", "last"),
        "linear": Text("linéaire", "linear"),
    },
)


def row_key(name: str) -> str:
    """Return the language-free key of a row's name, the name itself where it has none.

    >>> row_key("clients ayant racheté"), row_key("alpha")
    ('repeat_customers', 'alpha')
    """
    return ROW_NAMES.key(name) or name
