# Soļi ārpus sarunas: bāriņtiesa, vēstules paša vārdi.

step-custody-court = Ziņojums bāriņtiesai
