from tests.provoked.pages import HEADER, HEADINGS
def catalogue(header=HEADER, p1=('Le Conseil se réunit à Genève.','El Consejo se reúne en Ginebra.'), more=''):
    entries = {**HEADINGS, 'p1': p1}
    return header + ''.join(f'\nmsgctxt "{k}"\nmsgid "{a}"\nmsgstr "{b}"\n' for k,(a,b) in entries.items()) + more
