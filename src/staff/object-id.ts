/** GUIDs, and what stands in for them: the Playground's people have one digit too many. */
const OBJECT_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Whether outside text can be an Entra object id: nothing else may travel in an address or be kept as a key. */
export function isObjectId(text: string): boolean {
  return OBJECT_ID.test(text);
}
