# Soļi ārpus sarunas: bāriņtiesa, vēstules paša vārdi.

letter-text = Vēstules teksts saņēmējam
letter-text-why = Kas Jūs esat, ko lūdzat un kāpēc. Autoram rakstītais vēstulē netiek ielikts. Ja tekstu neierakstīsiet, vēstulē tam paliks tukša vieta.
step-custody-court = Ziņojums bāriņtiesai
