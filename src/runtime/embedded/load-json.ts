/** A file of the site. Rejects with what the host answered. */
export async function loadJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The lab runtime could not be loaded: ${url} answered ${response.status}`);
  return (await response.json()) as T;
}
