/**
 * Modules that the Go module proxy doesn't offer at v0.162, or that don't compile beside it. Each is made from the
 * nearest version there is, with the smallest change that makes it compile; what that leaves out is written beside it.
 */
const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';
const OTTL = `${CONTRIB}/pkg/ottl`;

export interface PatchedModule {
  /** The module path it stands for. */
  readonly path: string;
  /** Where its files come from: folders of a module, by the folder they go to. */
  readonly from?: {
    readonly module: string;
    readonly version: string;
    readonly folders: Readonly<Record<string, string>>;
  };
  readonly replacements?: readonly (readonly [RegExp, string])[];
  /** Files of ours, by their place. */
  readonly files?: Readonly<Record<string, string>>;
  /** Instead of what its own go.mod requires. */
  readonly requires?: readonly string[];
  /** What isn't as in v0.162, for the report. */
  readonly caveat: string;
}

export const patchedModules: readonly PatchedModule[] = [
  {
    path: `${CONTRIB}/connector/routingconnector`,
    from: { module: `${CONTRIB}/connector/routingconnector`, version: 'v0.152.0', folders: { '.': '.' } },
    replacements: [
      [/NewTransformContextPtr/g, 'NewTransformContext'],
      [/NewIsRootSpanFactoryNew/g, 'NewIsRootSpanFactory'],
    ],
    caveat: 'routing is that of v0.152',
  },
  {
    path: `${CONTRIB}/extension/opampextension`,
    from: { module: `${CONTRIB}/extension/opampextension`, version: 'v0.158.0', folders: { '.': '.' } },
    replacements: [[/^.*extensioncapabilities\.ConfigWatcher.*$/gm, '']],
    caveat: 'opamp is that of v0.158',
  },
  {
    path: `${OTTL}/xottl`,
    files: {
      'ottlfuncs/functions.go': `package ottlfuncs

import "${OTTL}"

func ExperimentalConverters[K any]() map[string]ottl.Factory[K] {
	return map[string]ottl.Factory[K]{}
}

func WithExperimentalConverters[K any](functions map[string]ottl.Factory[K]) map[string]ottl.Factory[K] {
	return functions
}
`,
    },
    requires: [`${OTTL} v0.162.0`],
    caveat: 'the experimental OTTL converters are missing',
  },
  {
    path: `${OTTL}/contexts/xprofile`,
    from: {
      module: OTTL,
      version: 'v0.158.0',
      folders: {
        'contexts/ottlprofile': 'ottlprofile',
        'contexts/internal/ctxprofile': 'internal/ctxprofile',
        'contexts/internal/ctxprofilecommon': 'internal/ctxprofilecommon',
        'contexts/internal/logprofile': 'internal/logprofile',
      },
    },
    replacements: [
      [
        /ottl\/contexts\/internal\/(ctxprofile|ctxprofilecommon|logprofile)"/g,
        'ottl/contexts/xprofile/internal/$1"',
      ],
      [/\/\/ import "[^"]*"/g, ''],
      [/\/\/ NewTransformContext creates[\s\S]*?\n}\n/g, ''],
      [/NewTransformContextPtr/g, 'NewTransformContext'],
      [/ctxcommon\.SchemaURLItem/g, 'ottl.SchemaURLItem'],
      [/ctxcommon\.ParseProfileID/g, 'parseProfileID'],
      [/^package ctxprofile *$([\s\S]*?)^.*internal\/ctxcommon"$/gm, 'package ctxprofile$1'],
    ],
    files: {
      'ottlprofile/with_cache.go': `package ottlprofile

import "go.opentelemetry.io/collector/pdata/pcommon"

func WithCache(cache *pcommon.Map) TransformContextOption {
	return func(tCtx *TransformContext) {
		if cache != nil {
			tCtx.cache = *cache
		}
	}
}
`,
      'internal/ctxprofile/parse_profile_id.go': `package ctxprofile

import (
	"encoding/hex"
	"errors"

	"go.opentelemetry.io/collector/pdata/pprofile"
)

func parseProfileID(text string) (id pprofile.ProfileID, err error) {
	if hex.DecodedLen(len(text)) != len(id) {
		return id, errors.New("profile ids must be 32 hex characters")
	}
	_, err = hex.Decode(id[:], []byte(text))
	return id, err
}
`,
      'ottlfuncs/functions.go': `package ottlfuncs

import "${OTTL}"

func WithProfileConverters[K any](functions map[string]ottl.Factory[K]) map[string]ottl.Factory[K] {
	return functions
}
`,
    },
    requires: [`${OTTL} v0.162.0`],
    caveat: 'OTTL paths of profiles are those of v0.158, without the converters of profiles',
  },
  {
    path: `${CONTRIB}/pkg/expohisto`,
    files: {
      'conversion/conversion.go': `package conversion

import "errors"

type Counts interface {
	Len() int
	At(int) uint64
}

type Buckets struct {
	Offset int32
	Counts Counts
}

type ExponentialHistogram struct {
	Count              uint64
	Scale              int32
	ZeroThreshold      float64
	ZeroCount          uint64
	Positive, Negative Buckets
}

func ToExplicit(ExponentialHistogram, []float64, string) ([]uint64, error) {
	return nil, errors.New("not part of this reference")
}
`,
    },
    caveat: 'convert_exponential_histogram_to_histogram is missing',
  },
];

/** Components the module proxy has no v0.162 of, and that compile as they are: those of the reference's `go.mod`. */
export const olderModules: readonly string[] = [
  'service_graph is that of v0.159',
  'load_balancing is that of v0.161',
  'prometheus is that of v0.161',
];
