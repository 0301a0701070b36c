import type { ProfilesData } from '../../../../otlp/model.ts';
import { ProfileContext, ResourceContext, ScopeContext } from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { FilterPass } from './filter-pass.ts';
import { removeIf } from './remove-if.ts';

/** Drops resources, scopes and profiles; what is empty afterwards goes too. */
export function profileDropper(): (data: ProfilesData, pass: FilterPass, consumed: ConsumeContext) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const profileContext = new ProfileContext();
  return (data, pass, consumed) => {
    for (const each of [resource, scope, profileContext]) each.begin(consumed);
    const profiles = pass.has('profile');
    const scopes = pass.has('scope');
    removeIf(data.resourceProfiles, (resourceProfiles) => {
      const errors = pass.errorCount;
      if (pass.drops('resource', resource.enter(resourceProfiles))) return true;
      if (pass.errorCount > errors) return false;
      if (!scopes && !profiles) return resourceProfiles.scopeProfiles.length === 0;
      removeIf(resourceProfiles.scopeProfiles, (scopeProfiles) => {
        const before = pass.errorCount;
        if (scopes && pass.drops('scope', scope.enterScope(resourceProfiles, scopeProfiles))) return true;
        if (pass.errorCount > before) return false;
        if (profiles) {
          removeIf(scopeProfiles.profiles, (profile) =>
            pass.drops(
              'profile',
              profileContext.enterProfile(resourceProfiles, scopeProfiles, profile, data.dictionary),
            ),
          );
        }
        return scopeProfiles.profiles.length === 0;
      });
      return resourceProfiles.scopeProfiles.length === 0;
    });
  };
}
