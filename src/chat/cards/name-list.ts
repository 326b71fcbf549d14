import type { MessageKey } from '../languages/speech.ts';
import type { Scene } from './scene.ts';

/** The first few of some names, and how many more there are: as each language says it. The names went through `plain`. */
export function sayNames(
  names: readonly string[],
  left: number,
  { speech: { say } }: Pick<Scene, 'speech'>,
  more: MessageKey = 'names.andMore',
): string {
  const listed = names.join(say('names.comma'));
  return left > 0 ? say(more, { names: listed, count: left }) : listed;
}

/** The same of customers, which some languages count in their own way. */
export function sayCustomers(names: readonly string[], left: number, scene: Pick<Scene, 'speech'>): string {
  return sayNames(names, left, scene, 'names.andMoreCustomers');
}
