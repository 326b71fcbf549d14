/** Particles that follow a name, longest first, and after which syllables they may stand. */
const PARTICLES: readonly { readonly form: string; readonly after: 'any' | 'consonant' | 'vowel' }[] = [
  { form: '에서는', after: 'any' },
  { form: '한테서', after: 'any' },
  { form: '에서', after: 'any' },
  { form: '에는', after: 'any' },
  { form: '에게', after: 'any' },
  { form: '의', after: 'any' },
  { form: '에', after: 'any' },
  { form: '은', after: 'consonant' },
  { form: '는', after: 'vowel' },
  { form: '을', after: 'consonant' },
  { form: '를', after: 'vowel' },
  { form: '이', after: 'consonant' },
  { form: '가', after: 'vowel' },
];
/** Syllables that end many Korean names; after Hangul they are taken for a part of the name. */
const NAME_SYLLABLES = new Set(['이', '가', '에']);
/** Words that end like a particle and are none: meeting, inquiry, consent, lecture. */
const WHOLE_WORDS = /(?:회의|문의|동의|강의)$/;
const SPACED = / (?:쪽에서|쪽은|쪽|측은|측|회사)$/;
const HANGUL = /[가-힣]/;

/**
 * The name without the particle glued to it: `Contoso의` → `Contoso`, `신한은행에서` → `신한은행`. After Hangul only where the
 * syllable before allows that particle, and never a syllable that names end in as well.
 */
export function trimParticle(words: string): string {
  const name = words.replace(SPACED, '');
  if (WHOLE_WORDS.test(name)) return name;
  for (const { form, after } of PARTICLES) {
    if (!name.endsWith(form)) continue;
    const rest = name.slice(0, -form.length).trimEnd();
    if (rest === '') continue;
    const last = rest.charAt(rest.length - 1);
    const isApart = name.length > rest.length + form.length;
    if (isApart || !HANGUL.test(last)) return rest;
    if (rest.length < 2 || NAME_SYLLABLES.has(form)) continue;
    if (after === 'any' || (after === 'consonant') === hasFinalConsonant(last)) return rest;
  }
  return name;
}

/** Hangul syllables are laid out in Unicode by their final consonant, 28 to a vowel, the first of them without. */
export function hasFinalConsonant(syllable: string): boolean {
  return (syllable.charCodeAt(0) - 0xac00) % 28 !== 0;
}
