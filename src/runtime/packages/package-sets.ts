/** The package sets of labs, by the line of the OpenTelemetry SDK they hold. */
import line2 from '../package-sets/2.x/package.json' with { type: 'json' };
import line3 from '../package-sets/3.x/package.json' with { type: 'json' };

export type PackageSetName = '2.x' | '3.x';

/** Exact version by package name. */
export type PackageVersions = Readonly<Record<string, string>>;

/** In the order of preference for labs that fit several. */
export const PACKAGE_SETS: Readonly<Record<PackageSetName, PackageVersions>> = {
  '2.x': line2.dependencies,
  '3.x': line3.dependencies,
};

export const PACKAGE_SET_NAMES = Object.keys(PACKAGE_SETS) as readonly PackageSetName[];
