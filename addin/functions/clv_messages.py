"""What the CLV functions refuse and remark, in sentences."""

from __future__ import annotations

from addin.functions.sales import SALES_MESSAGES
from addin.functions.spec import Message

FIT_MESSAGES = {
    **SALES_MESSAGES,
    "clv.too_few_repeats": Message(
        "Clients ayant racheté : {repeat_customers} sur {customers}. Il en faut au moins {least} pour estimer la valeur vie client : importez une "
        "période de ventes plus longue, deux ans au moins, ou saisissez la valeur dans Segments.",
        "Customers who came back: {repeat_customers} out of {customers}. At least {least} are needed to estimate lifetime value: import a longer "
        "period of sales, two years at least, or type the value in Segments.",
        kind="#NUM!",
        argument="customers",
    ),
    "clv.not_converged": Message(
        "Le modèle {model} n'aboutit pas sur ces {customers} clients : les dates ne permettent pas de séparer le rythme d'achat des départs. "
        "Importez une période plus longue, ou essayez un autre modèle.",
        "The {model} model does not settle on these {customers} customers: the dates do not tell pace from leaving. Import a longer period, or "
        "try another model.",
        kind="#NUM!",
        argument="customers",
    ),
    "clv.no_spend": Message(
        "Les réachats valent tous 0 ({customers} clients) : il n'y a pas de dépense à estimer. Vérifiez la colonne des montants.",
        "Every repeat purchase is worth 0 ({customers} customers): there is no spend to estimate. Check the column of amounts.",
        kind="#N/A",
        argument="amounts",
    ),
    "clv.spend_not_converged": Message(
        "Le modèle de dépense n'aboutit pas sur {customers} clients qui ont racheté : leurs montants n'ont pas de dispersion stable. "
        "Vérifiez les montants extrêmes ou importez plus de ventes.",
        "The spend model does not settle on {customers} customers who came back: their amounts have no stable spread. Check extreme amounts or "
        "import more sales.",
        kind="#NUM!",
        argument="amounts",
    ),
    "clv.spend_mean_infinite": Message(
        "La dépense moyenne n'existe pas dans le modèle gamma-gamma : q = {q}, il doit dépasser 1. Quelques montants extrêmes dominent : "
        "vérifiez-les ou écartez-les.",
        "The mean spend does not exist in the gamma-gamma model: q = {q}, it must exceed 1. A few extreme amounts dominate: check them or set "
        "them aside.",
        kind="#NUM!",
        argument="amounts",
    ),
    "clv.parameters_at_limit": Message(
        "Les données ne bornent pas {names} : les clients diffèrent trop peu entre eux. Les prévisions restent celles du cas limite ; pas "
        "d'erreur-type pour ces paramètres.",
        "The data do not bound {names}: customers differ too little. Predictions are those of the limiting case; no standard error for these "
        "parameters.",
    ),
    "clv.spend_constant": Message(
        "Tous les clients dépensent {spend} par achat : ce montant est repris tel quel, sans modèle gamma-gamma.",
        "All customers spend {spend} a purchase: that amount is used as it is, without a gamma-gamma model.",
    ),
    "clv.repeats_without_spend": Message(
        "Clients dont tous les réachats valent 0, écartés de l'estimation de la dépense : {customers}.",
        "Customers whose repeat purchases are all worth 0, left out of the estimation of spend: {customers}.",
    ),
}


def out_of_range(fr: str, en: str, argument: str) -> Message:
    """Return the message of a value outside its domain."""
    return Message(fr, en, kind="#NUM!", argument=argument)


TERMS_MESSAGES = {
    "clv.horizon_not_positive": out_of_range(
        "L'horizon vaut {value} : il compte au moins 1 période. Saisissez par exemple 52 semaines.",
        "The horizon is {value}: it counts at least 1 period. Type 52 weeks for instance.",
        "horizon_periods",
    ),
    "clv.horizon_too_long": out_of_range(
        "L'horizon vaut {value} : il compte au plus {most} périodes, soit {years} ans. Raccourcissez-le, par exemple à un an.",
        "The horizon is {value}: it counts at most {most} periods, that is {years} years. Shorten it, to one year for instance.",
        "horizon_periods",
    ),
    "clv.discount_out_of_range": out_of_range(
        "Le taux d'actualisation vaut {value} : attendu entre 0 et 1 (8 % s'écrit 0,08). Corrigez-le.",
        "The discount rate is {value}: expected between 0 and 1 (8% is 0.08). Correct it.",
        "annual_discount",
    ),
    "clv.margin_out_of_range": out_of_range(
        "La marge vaut {value} : attendue au-dessus de 0 et jusqu'à 1 (38 % s'écrit 0,38). Corrigez-la.",
        "The margin is {value}: expected above 0 and up to 1 (38% is 0.38). Correct it.",
        "margin",
    ),
}
ALERT_MESSAGES = {
    "clv.drop_out_of_range": out_of_range(
        "La baisse vaut {value} : attendue entre 0 et 1, bornes exclues (50 % s'écrit 0,5). Corrigez-la.",
        "The drop is {value}: expected between 0 and 1, both excluded (50% is 0.5). Correct it.",
        "drop",
    ),
    "clv.top_share_out_of_range": out_of_range(
        "La part des meilleurs clients vaut {value} : attendue au-dessus de 0 et jusqu'à 1 (20 % s'écrit 0,2). Corrigez-la.",
        "The share of best customers is {value}: expected above 0 and up to 1 (20% is 0.2). Correct it.",
        "top_share",
    ),
}
PAST_MESSAGES = {
    "clv.parameters_not_four": Message(
        "Paramètres donnés : {count}. Ce modèle en attend quatre, {names}, dans cet ordre. Reprenez ceux de CLV_FIT.",
        "Parameters given: {count}. This model takes four, {names}, in that order. Take those of CLV_FIT.",
        argument="parameters",
    ),
    "clv.parameter_not_positive": out_of_range(
        "Le paramètre {name} vaut {value} : il doit être supérieur à 0. Reprenez ceux de CLV_FIT.",
        "The parameter {name} is {value}: it must be above 0. Take those of CLV_FIT.",
        "parameters",
    ),
    "clv.repeats_not_whole": out_of_range(
        "Le nombre de réachats vaut {value} : un nombre entier, 0 ou plus, est attendu. Le premier achat ne compte pas.",
        "The number of repeat purchases is {value}: a whole number, 0 or more, is expected. The first purchase does not count.",
        "repeat_purchases",
    ),
    "clv.last_purchase_out_of_range": out_of_range(
        "Le dernier achat est à {value} pour une ancienneté de {age} et un nombre de réachats de {repeat_purchases} : attendu entre 0 et l'ancienneté, "
        "et 0 sans réachat. Les deux se comptent depuis le premier achat.",
        "The last purchase is at {value} for an age of {age} and a number of repeat purchases of {repeat_purchases}: expected between 0 and the age, and 0 "
        "without repeats. Both are counted from the first purchase.",
        "last_purchase",
    ),
    "clv.age_negative": out_of_range(
        "L'ancienneté vaut {value} : le temps écoulé depuis le premier achat est au moins 0. Vérifiez la date d'arrêté.",
        "The age is {value}: the time since the first purchase is at least 0. Check the as-of date.",
        "age",
    ),
    "clv.periods_negative": out_of_range(
        "Le nombre de périodes vaut {value} : il est au moins 0. Corrigez-le.",
        "The number of periods is {value}: it is at least 0. Correct it.",
        "periods",
    ),
}
VALUES_MESSAGES = {
    "clv.values_none": Message(
        "La plage des valeurs est vide : il faut au moins un client. Désignez la colonne des CLV.",
        "The range of values is empty: at least one customer is needed. Point to the column of CLVs.",
        kind="#N/A",
        argument="values",
    ),
}
