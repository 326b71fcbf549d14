import {
  ago,
  between,
  betweenDays,
  date,
  dateOfMonthsBack,
  dateOfYearsBack,
  last,
  lastOf,
  since,
  sinceUnit,
  unitBack,
  weekdayBack,
  weekend,
  weekendOver,
  within,
} from './stretch.ts';
import type { PeriodVocabulary } from './vocabulary.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  zero: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  soixante: 60,
  'quatre-vingt-dix': 90,
};
const IN =
  '(?:(?:sur|pendant|durant|au cours (?:de|du|des)|dans|pour|en|au|aux|du|des|le|la|les|ces|cette|lors de) )?';
const THE = "(?:le |la |les |l'|ces )?";
const LAST = '(?:dernier|derniere|passe|passee|precedent|precedente|ecoule|ecoulee)';
const LAST_MANY = '(?:derniers|dernieres|passes|passees|precedents|precedentes|ecoules|ecoulees)';
const SINCE = "(?:depuis|des|a partir|a compter)(?: de | du | d'| )";

const BETWEEN =
  "(?:(?:(?:depuis|a partir|a compter)(?: du| de| d')?(?: le| la| l')?|entre le|entre|du|de|d') ?)";
const UNTIL = "(?: jusqu'(?:au?|aux|en|a la|a l')(?: |(?<=')))";

/** French; the text is folded, so there are no accents here. */
export const french: PeriodVocabulary = {
  language: 'fr',
  script: /[a-z]/,
  units: {
    hour: 'heures?|h',
    day: 'jours?|jrs?|j',
    week: 'semaines?|sem',
    month: 'mois',
    quarter: 'trimestres?',
    year: 'ans?|annees?',
  },
  months: [
    ...['janv(?:ier)?', 'fevr?(?:ier)?', 'mars', 'avr(?:il)?', 'mai', 'juin', 'juil(?:let)?', 'aout'],
    ...['sept(?:embre)?', 'oct(?:obre)?', 'nov(?:embre)?', 'dec(?:embre)?'],
  ],
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  numerals: Object.keys(NUMBERS).join('|'),
  readNumeral: (word) => NUMBERS[word],
  hasDayNumerals: false,
  points: [
    ["aujourd'hui|maintenant|ce matin|ce jour", unitBack(0, 'day')],
    ['hier(?: soir| matin)?', unitBack(1, 'day')],
    ['avant[- ]hier', unitBack(2, 'day')],
    ['demain', unitBack(-1, 'day')],
    ["(?:ce|cette|cet|le|la|l') ?{unit}(?:-ci| ci| en cours)", unitBack(0)],
    ['(?:ce|cette|cet) {unit}', unitBack(0)],
    [`${THE}{unit} ${LAST}`, unitBack(1)],
    [`${THE}{unit} prochaine?`, unitBack(-1)],
    ['(?:le |ce )?week-?end', weekend],
    [`(?:le )?week-?end ${LAST}`, weekendOver],
    ['(?:le )?{weekday}', weekdayBack()],
    [`(?:le )?{weekday} ${LAST}`, weekdayBack(1)],
    [`(?:le )?{day}(?:er)? du mois ${LAST}`, dateOfMonthsBack(1)],
    [`(?:(?:le )?{day}(?:er)? )?(?:de )?{month} (?:de )?(?:l'an |l'annee )${LAST}`, dateOfYearsBack(1)],
    ['(?:le )?{day}(?:er)?~{month}\\.?(?: {year})?', date],
    [`{month}\\.?(?: {year}| ${LAST})?`, date],
    ["(?:l'annee |l'an )?{year}", date],
    ['le {day}(?:er)?', date],
    ['il y a {count}~{unit}', ago],
  ],
  stretches: [
    [`${IN}${THE}{count}~${LAST_MANY} {unit}`, last],
    [`${IN}${THE}{count}~{unit} ${LAST_MANY}`, last],
    [`${IN}${THE}${LAST_MANY} {count}~{unit}`, last],
    [`${IN}(?:la |le |l')?derniere? {unit}`, last],
    [`${IN}(?:six derniers mois|un semestre|dernier semestre)`, lastOf(6, 'month')],
    [`${IN}(?:une |la derniere )?quinzaine`, lastOf(15, 'day')],
    [`${IN}{count}~{unit}`, last],
    ['(?:depuis|sur|voila|ca fait) {count}~{unit}', last],
    [`${BETWEEN}{day}(?:er)?(?: au? | et le | et |${UNTIL}| - |-){end}`, betweenDays],
    [`${BETWEEN}{point}(?: au? | a la | et le | et la | et |${UNTIL}| - ){end}`, between],
    [`{point}(?: - | au |${UNTIL}){end}`, between],
    ['{point}-{end}', between],
    [
      `${SINCE}(?:le |la |l'|les )?(?:(?:debut|commencement|le debut) (?:de |du |d')?)?(?:la |l'|le )?{point}(?: jusqu'a maintenant)?`,
      since,
    ],
    ["depuis (?:le )?debut (?:de |du |d')(?:la |l'|cette |ce |cet )?{unit}", sinceUnit()],
    [`(?:courant |en |${IN}mois (?:de |d'))?{point}`, within],
    [`${IN}{point}`, within],
  ],
  opening:
    "(?:sur|pendant|durant|au cours|dans|pour|en|au|courant|depuis|a partir|a compter|entre|hier|avant[- ]hier|aujourd'hui|demain|ce|cet|cette|ces|il y a|\\d|{number}|les? (?:\\d|{number}|{weekday}|mois|week|dern|{unit})|la (?:semaine|dern)|l'an|des (?:\\d|{number}|dern|hier|{month}|le)|de (?:\\d|{month} (?:\\d|a )|hier)|d'hier|du (?:\\d|mois|week)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois dern|dern|(?:{month}) (?:\\d|dern))",
  looksLike:
    "(?:depuis|a partir d|a compter d|entre le|jusqu'(?:au?|en)) ?.+|(?:(?:sur|pendant|durant|dans) )?(?:les |ces )?\\d[\\d .]* ?(?:derniers?|dernieres?|jours?|semaines?|mois|ans?|annees?|heures?)(?: .*)?|(?:les |ces )?(?:derniers|dernieres) .+",
  spoilsBefore:
    "(?:(?:depuis|du) .{1,40} )?(?:jusqu'(?:aux?|a|en)(?: la| l'| le)?|avant(?: le| la| l')?)(?: |(?<='))|(?:depuis )?(?:(?:sur|pendant|durant|dans) )?(?:les |ces )?(?:-|moins (?:de )?)",
  spoilsAfter: '',
};
