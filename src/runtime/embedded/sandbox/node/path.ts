/** `node:path`, for POSIX paths. */
import { LAB_FOLDER } from '../lab-paths.ts';
import { invalidArgument } from './node-error.ts';

function checked(path: unknown): string {
  if (typeof path !== 'string') throw invalidArgument('path', 'of type string', path);
  return path;
}

function normalize(path: string): string {
  const absolute = checked(path).startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!absolute) parts.push('..');
  }
  const joined = parts.join('/') || (absolute ? '' : '.');
  const trailing = path.endsWith('/') && joined !== '' ? '/' : '';
  return `${absolute ? '/' : ''}${joined}${trailing}`;
}

function join(...paths: string[]): string {
  return normalize(paths.map(checked).filter(Boolean).join('/') || '.');
}

function resolve(...paths: string[]): string {
  let resolved = '';
  for (const path of [LAB_FOLDER, ...paths.map(checked)].reverse()) {
    if (path === '') continue;
    resolved = resolved === '' ? path : `${path}/${resolved}`;
    if (path.startsWith('/')) break;
  }
  return normalize(resolved).replace(/(.)\/$/, '$1');
}

function relative(from: string, to: string): string {
  const start = resolve(from).split('/').filter(Boolean);
  const end = resolve(to).split('/').filter(Boolean);
  let common = 0;
  while (common < start.length && start[common] === end[common]) common++;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/');
}

function basename(path: string, suffix = ''): string {
  const base = checked(path).replace(/\/+$/, '').split('/').at(-1) ?? '';
  return suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

function dirname(path: string): string {
  const trimmed = checked(path).replace(/(.)\/+$/, '$1');
  const at = trimmed.lastIndexOf('/');
  if (at === -1) return '.';
  return at === 0 ? '/' : trimmed.slice(0, at).replace(/(.)\/+$/, '$1');
}

function extname(path: string): string {
  const base = basename(path);
  const at = base.lastIndexOf('.');
  return at <= 0 || base === '..' ? '' : base.slice(at);
}

interface ParsedPath {
  readonly root: string;
  readonly dir: string;
  readonly base: string;
  readonly ext: string;
  readonly name: string;
}

function parse(path: string): ParsedPath {
  const base = basename(path);
  const ext = extname(path);
  const dir = path.includes('/') ? dirname(path) : '';
  return {
    root: path.startsWith('/') ? '/' : '',
    dir,
    base,
    ext,
    name: ext === '' ? base : base.slice(0, -ext.length),
  };
}

function format({ root = '', dir, base, ext = '', name = '' }: Partial<ParsedPath>): string {
  const dotted = ext !== '' && !ext.startsWith('.') ? `.${ext}` : ext;
  const last = base ?? `${name}${dotted}`;
  if (dir === undefined || dir === '') return `${root}${last}`;
  return dir === root ? `${dir}${last}` : `${dir}/${last}`;
}

export const path = {
  sep: '/',
  delimiter: ':',
  basename,
  dirname,
  extname,
  format,
  isAbsolute: (value: string) => checked(value).startsWith('/'),
  join,
  normalize,
  parse,
  relative,
  resolve,
  toNamespacedPath: (value: string) => value,
};
Object.assign(path, { posix: path });
