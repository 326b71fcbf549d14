/** What a name may be, as recorded of `checkNameAvailability`; undefined: it is fine. */
export function findNameProblem(name: string): string | undefined {
  const isGood =
    name !== '' &&
    name.length <= 255 &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    !/[<>%&:\\?/\u0000-\u001f\u007f]/.test(name) &&
    !/^\d+$/.test(name) &&
    !/^tmp-/i.test(name);
  return isGood
    ? undefined
    : `Name ${name.slice(0, 300)} is invalid. The name cannot include: '<', '>', '%', '&', ':', '\\', '?', '/' or any control characters. It cannot be all digits and cannot start with 'tmp-'. The max length is 255 characters.`;
}

/** The answer of `checkNameAvailability`, worded as recorded. */
export function describeAvailability(name: string, isTaken: boolean) {
  const message = findNameProblem(name);
  if (message !== undefined) return { message, nameAvailable: false, reason: 'Invalid' };
  return isTaken
    ? {
        message: 'Name already exists. Please select a different name.',
        nameAvailable: false,
        reason: 'AlreadyExists',
      }
    : { nameAvailable: true };
}
