/**
 * Where a port of a lab really is. A run has its ports to itself: port 8080 is a socket file in the run's folder, so that
 * parallel runs don't meet and nothing outside of the run can connect.
 */

/** Ports of the program's own servers. */
export function portPath(socketsFolder: string, port: number): string {
  return socketPath(socketsFolder, String(port));
}

/** Where all other local ports lead: the host decides what listens there. */
export function gatewayPath(socketsFolder: string): string {
  return socketPath(socketsFolder, 'host');
}

function socketPath(folder: string, name: string): string {
  if (process.platform !== 'win32') return `${folder}/${name}`;
  return `\\\\.\\pipe\\${folder.replace(/[^a-z0-9]+/gi, '-')}-${name}`;
}
