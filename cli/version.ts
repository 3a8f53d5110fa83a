// The version of this package; the bundler puts package.json into the bundle.
import manifest from '../package.json' with { type: 'json' };

export function version(): string {
  return manifest.version;
}
