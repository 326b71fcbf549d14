import { readHanNumber } from './han-number.ts';
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

const WEEK = '(?:周|週|星期|礼拜)';
const HAN_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const RECENT = '(?:最近的?|过去的?|近|前|这|之前|以往|过往)';
const INSIDE = '(?:以内|之内|内|里|以来|来|之间|间|期间)?';
const SINCE = '(?:以来|至今|迄今|到现在|到今天|到目前|开始到现在|开始|起|之后|以后|后)';
const TO = '(?:~(?:直到|直至|到|至)~| - )';
const UP_TO = '(?:之间|期间|为止|止)?';

/** Simplified Chinese. */
export const chinese: PeriodVocabulary = {
  language: 'zh-CN',
  script: /\p{Script=Han}/u,
  units: {
    hour: '个?小时|个?钟头',
    day: '天|日',
    week: '周|週|个?星期|个?礼拜',
    month: '个月',
    quarter: '个?季度',
    year: '年',
  },
  months: HAN_MONTHS.map((han, index) => `(?:0?${index + 1}|${han})月份?`),
  weekdays: ['一', '二', '三', '四', '五', '六', '[日天]'].map((sign) => `${WEEK}${sign}`),
  numerals: '[零一二两兩三四五六七八九十廿]{1,4}',
  readNumeral: readHanNumber,
  hasDayNumerals: true,
  points: [
    ['今天|今日|现在|目前|当天|今早|今天早上', unitBack(0, 'day')],
    ['昨天|昨日|昨晚', unitBack(1, 'day')],
    ['前天|前日', unitBack(2, 'day')],
    ['大前天', unitBack(3, 'day')],
    ['明天|明日', unitBack(-1, 'day')],
    [`(?:本|这个?|这一)${WEEK}`, unitBack(0, 'week')],
    ['(?:本|这个?|当)月', unitBack(0, 'month')],
    ['(?:本|这个?)季度?', unitBack(0, 'quarter')],
    ['(?:今|本)年', unitBack(0, 'year')],
    [`上个?${WEEK}|上一个?${WEEK}`, unitBack(1, 'week')],
    [`上上个?${WEEK}`, unitBack(2, 'week')],
    ['上一?个?月', unitBack(1, 'month')],
    ['上上个?月', unitBack(2, 'month')],
    ['上一?个?季度?', unitBack(1, 'quarter')],
    ['去年|上一?年', unitBack(1, 'year')],
    ['前年', unitBack(2, 'year')],
    [`下个?${WEEK}`, unitBack(-1, 'week')],
    ['下个?月', unitBack(-1, 'month')],
    ['明年', unitBack(-1, 'year')],
    ['(?:这个?|本)?周末', weekend],
    ['上个?周末', weekendOver],
    ['{weekday}', weekdayBack()],
    ['上个?{weekday}', weekdayBack(1)],
    ['(?:这|本){weekday}', weekdayBack(0)],
    ['(?:这个|本)月{day}[日号]', dateOfMonthsBack(0)],
    ['上个?月{day}[日号]', dateOfMonthsBack(1)],
    ['今年~{month}(?:~{day}[日号])?', dateOfYearsBack(0)],
    ['去年~{month}(?:~{day}[日号])?', dateOfYearsBack(1)],
    ['前年~{month}(?:~{day}[日号])?', dateOfYearsBack(2)],
    ['(?:{year}~年~)?{month}(?:~{day}[日号]?)?', date],
    ['{year}~年', date],
    ['{day}号', date],
    ['{count}~{unit}(?:以前|之前|前)', ago],
  ],
  stretches: [
    [`(?:${RECENT}~)?半年${INSIDE}`, lastOf(6, 'month')],
    [`(?:${RECENT}~)?半个月${INSIDE}`, lastOf(15, 'day')],
    [`${RECENT}~{count}~{unit}${INSIDE}`, last],
    [`${RECENT}~一?{unit}${INSIDE}`, last],
    [`{count}~{unit}${INSIDE}`, last],
    [`(?:从|自)?~{day}[日号]?${TO}{end}${UP_TO}`, betweenDays],
    [`(?:从|自|在)?~{point}${TO}{day}[日号]${UP_TO}`, betweenDays],
    [`(?:从|自|在|介于)?~{point}(?:${TO}|和|与){end}${UP_TO}`, between],
    [`(?:从|自从|自)?~{point}(?:以来|以后|之后|开始|起)${TO}{end}${UP_TO}`, between],
    ['{point}-{end}', between],
    [`(?:从|自从|自)?~{point}(?:初|开头|年初|月初)?~${SINCE}`, since],
    ['(?:从|自从|自)~{point}初?', since],
    ['(?:从)?年初(?:以来|至今|开始|到现在)?', sinceUnit('year')],
    ['(?:从)?月初(?:以来|至今|开始|到现在)?', sinceUnit('month')],
    ['在?~{point}(?:期间|里|内|份|整周|整月|全年)?', within],
  ],
  opening:
    '(?:最近|过去|近|前|这|之前|以往|过往|从|自|在|今|昨|明|大前|本|当月|上|下|去年|半|年初|月初|周|週|星期|礼拜|\\d|[零一二两兩三四五六七八九十廿])',
  looksLike:
    '(?:最近|过去|近)~[\\d一二两三四五六七八九十].*|(?:自从|自|从).*|\\d[\\d,]*~(?:天|周|个月|年|小时).*|.{1,30}(?:以来|至今)',
  spoilsBefore: '(?:(?:最近|过去)的?|近|前)?~(?:-|负|負)|(?:直到|截至|截止到?|(?<= )到)~',
  spoilsAfter: '(?:为止|之前|以前)',
};
