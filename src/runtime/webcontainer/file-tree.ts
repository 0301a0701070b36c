/** Files by their paths as the tree that `WebContainer.mount` takes. */
import type { FileSystemTree } from '@webcontainer/api';

/** Throws when a path leads out of the folder or through a file. */
export function fileTree(files: Readonly<Record<string, string | Uint8Array>>): FileSystemTree {
  const root: FileSystemTree = Object.create(null) as FileSystemTree;
  for (const [path, contents] of Object.entries(files)) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    if ([...names, name].some((part) => part === '' || part === '.' || part === '..')) {
      throw new Error(`The file ${path} is not inside of the lab's folder`);
    }
    let folder = root;
    for (const part of names) {
      const inner = folder[part] ?? { directory: Object.create(null) as FileSystemTree };
      if (!('directory' in inner)) throw new Error(`${path}: ${part} is a file`);
      folder[part] = inner;
      folder = inner.directory;
    }
    folder[name] = { file: { contents } };
  }
  return root;
}

/** The same files below a folder. */
export function below<T>(folder: string, files: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [`${folder}/${path}`, file]));
}
