/**
 * ISO 3166-1 alpha-2 without the territories where nobody lives, and XK, the code that the European
 * Union uses for Kosovo.
 */
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT ' +
  'BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ' +
  'ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT ' +
  'HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS ' +
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI ' +
  'NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG ' +
  'SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG ' +
  'US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

const codeList = codes.split(' ');

/**
 * Whether the text is the two-letter code of a country or territory (ISO 3166-1 alpha-2, or XK).
 */
export function isCountry(code: string): boolean {
  return codeList.includes(code);
}

const named = new Map<string, ReadonlyMap<string, string>>();

/**
 * The names of all countries and territories in a language (BCP 47), by code and sorted by name.
 */
export function countryNames(language: string): ReadonlyMap<string, string> {
  const before = named.get(language);
  if (before !== undefined) return before;
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  const entries = codeList.map((code) => [code, names.of(code) ?? code] as const);
  const found = new Map(entries.toSorted(([, one], [, other]) => compare(one, other)));
  named.set(language, found);
  return found;
}
