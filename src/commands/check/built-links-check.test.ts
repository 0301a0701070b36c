import { describe, expect, it } from 'vitest';
import { brokenLinks, readPage } from './built-links-check.ts';

const page = readPage(
  '/a/',
  '<a href="/b/#here">b</a> <a href="./c/">c</a> <a href="https://example.org/x">out</a> <p id="top">',
);

describe('the link check', () => {
  it('finds a page, and a fragment, that do not exist', () => {
    const b = readPage('/b/', '<h2 id="there">');
    expect(brokenLinks([page, b], new Set())).toEqual([
      '/a/: /b/#here names no element of /b/',
      '/a/: ./c/ leads nowhere',
    ]);
  });

  it('accepts pages, fragments, files and links to elsewhere', () => {
    const b = readPage('/b/', '<h2 id="here">');
    const c = readPage('/a/c/', '<a href="/logo.svg?v=1&amp;w=2#x">');
    expect(brokenLinks([page, b, c], new Set(['/logo.svg']))).toEqual([]);
  });

  it('refuses an empty link', () => {
    expect(brokenLinks([readPage('/a/', '<a href="">')], new Set())).toEqual(['/a/: an empty link']);
  });
});
