import type { ImportKind } from '#core/ledger/kinds.ts'

/**
 * What columns are called, in English, Swedish and German, without blanks and signs, the likeliest first.
 * Names that mean several things (Total, Belopp) stand late in the list, so that a better one wins.
 */
export const synonyms: Readonly<Partial<Record<ImportKind, Readonly<Record<string, string>>>>> = {
  billing: {
    invoice:
      'invoicenumber invoiceno invoicenr invoiceid invoice documentnumber fakturanummer fakturanr faktura rechnungsnummer rechnungsnr rechnung belegnummer belegnr salesordernumber ordernumber ordernr',
    day: 'invoicedate fakturadatum rechnungsdatum belegdatum dateutc invoiceday billingdate orderdate postingdate datum date day',
    account:
      'customerid customerno customernumber customercode accountnumber accountid kundnummer kundnr kundid kundennummer kundennr customer account kund kunde contactname customername',
    product:
      'inventoryitemcode stockcode productcode productid productnumber itemcode itemnumber itemno sku artikelnummer artikelnr artnr artikel produkt product item itemproductservice material',
    sellers:
      'salesperson salespersonid salesrep seller sellerid saljare säljare säljarkod vertreter verkäufer salesrepid accountmanager',
    channel: 'channel saleschannel kanal vertriebskanal',
    quantity: 'quantity qty antal menge anzahl itemquantity orderquantity',
    listPrice: 'listvalue listamount listpricetotal',
    discount: 'discountamount totaldiscountamount rabattbelopp rabattbetrag',
    net: 'netamount lineamount netsales linenet nettobelopp nettobetrag netto radsumma radbelopp itemamount salesamount net amount subtotal belopp summa betrag umsatz revenue',
    cost: 'costamount totalcost totalproductcost cost kostnad inköpsvärde kosten einstandswert cogs',
    currency: 'currency currencycode valuta valutakod währung waehrung curr',
    credits: 'creditedinvoice creditsinvoice krediterarfaktura originalinvoice',
  },
  accounts: {
    code: 'customerid customerno customernumber customercode accountnumber accountid kundnummer kundnr kundid kundennummer kundennr code id recordid',
    name: 'customername accountname companyname contactname kundnamn företagsnamn firma kundenname name namn company kund kunde account customer',
    parent: 'parentid parentaccount parentcustomer parentaccountid moderbolag huvudkund konzern',
    territory: 'territory territoryid region distrikt gebiet bezirk',
    place: 'city town ort stad postort place country land',
  },
  products: {
    code: 'productcode productid productnumber stockcode itemcode itemnumber itemno sku artikelnummer artikelnr artnr inventoryitemcode code id',
    name: 'productname itemname description benämning artikelnamn produktnamn bezeichnung artikelbezeichnung produktname name namn product',
    line: 'productline productgroup produktgrupp varugrupp produktgruppe warengruppe line series',
    category: 'productcategory category kategori huvudgrupp kategorie',
  },
  people: {
    code: 'employeeid employeenumber personid anställningsnummer anstnr personalnummer sellerid salespersonid userid code id',
    name: 'fullname employeename salesagent namn name mitarbeiter',
    email: 'email emailaddress epost epostadress mail',
    place: 'office regionaloffice kontor ort city place standort',
    roles: 'roles role roll rolle',
    start: 'startdate hiredate anställningsdatum eintrittsdatum start',
    end: 'enddate leavingdate slutdatum austrittsdatum end',
  },
  reporting: {
    person: 'person employee employeeid salesagent medarbetare mitarbeiter personid',
    manager: 'manager managerid reportsto chef vorgesetzter',
    from: 'from startdate fromdate från validfrom von ab',
    to: 'to enddate todate till validto bis',
  },
  ownership: {
    account: 'account accountid customer customerid customernumber kund kundnummer kundnr kunde kundennummer',
    person:
      'owner ownerid salesperson salespersonid seller accountowner accountmanager säljare kundansvarig betreuer person',
    share: 'share andel anteil percent',
    from: 'from startdate fromdate från validfrom von ab',
    to: 'to enddate todate till validto bis',
  },
  opportunities: {
    code: 'opportunityid dealid recordid opportunitynumber dealnumber affärsid affärsnummer verkaufschancenid opportunity deal id',
    name: 'opportunityname dealname dealtitle opportunity deal affär verkaufschance name namn title',
    account:
      'accountid accountcode customerid customernumber account accountname associatedcompany company organizationname organization kund kundnr kunde customer',
    owners:
      'ownerid opportunityowner dealowner owner salesagent salesrep salesperson säljare ansvarig verkäufer besitzer',
    stage: 'stagename dealstage stage opportunitystage steg fas phase verkaufsphase',
    outcome: 'dealstatus outcome utfall ergebnis status',
    amount: 'amount dealvalue closevalue opportunityamount value totalamount belopp värde betrag wert',
    currency: 'currency dealcurrency dealcurrencyofvalue currencyisocode valuta währung',
    products: 'products product productcode productid produkt produkter produkte sku',
    created:
      'createddate createdate dealcreationdate creationdate opendate engagedate created skapad skapaddatum erstellt erstelltam',
    expected:
      'expectedclosedate dealexpectedclosedate expectedclose closedate förväntatavslut voraussichtlicherabschluss',
    closed:
      'closeddate dealclosedon actualclosedate closedate wontime avslutad abgeschlossen abgeschlossenam',
    lossReason: 'lossreason deallostreason lostreason closedlostreason förlustorsak verlustgrund',
    competitor: 'competitor maincompetitor konkurrent mitbewerber',
    origin: 'leadsource source origin källa quelle',
    asOf: 'asof snapshotdate exportdate exportdatum',
  },
  activities: {
    code: 'activityid taskid eventid id',
    kind: 'activitytype tasksubtype activity type aktivitetstyp aktivitätstyp kind',
    person:
      'ownerid assignedto activityowner assignedtouser owner salesrep salesperson säljare verkäufer person',
    account: 'accountid account accountname customerid company organization kund kunde',
    opportunity: 'opportunityid whatid dealid opportunity deal affär verkaufschance',
    day: 'activitydate duedate date completeddate startdate datum day',
  },
  quotas: {
    person: 'person salesperson salespersonid employee employeeid seller säljare verkäufer businessentityid',
    from: 'quotadate from startdate period month från månad von monat',
    to: 'to enddate till bis',
    amount: 'quota salesquota target amount budget mål säljmål ziel planumsatz belopp betrag',
    currency: 'currency currencycode valuta währung',
  },
  rates: {
    currency: 'currency currencycode valuta währung fromcurrency',
    month: 'month månad monat period date datum',
    rate: 'rate exchangerate kurs växelkurs wechselkurs',
  },
}

/** A header as the lists write it. */
export const plainHeader = (header: string) =>
  header
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
