import { guidFrom } from '../accounts.ts';
import { PROBLEMS, SECONDARY_CONSENTS } from './problems.ts';
import { SERVICES, type SimulatedService } from './services.ts';

export interface SimulatedProblem {
  /** A GUID, the last segment of its id. */
  readonly name: string;
  readonly displayName: string;
}

/** What tickets can be about, less what was taken off the lists while the sandbox runs. Names in any case. */
export interface SupportCatalogue {
  listServices(): readonly SimulatedService[];
  findService(name: string): SimulatedService | undefined;
  listProblems(service: SimulatedService): readonly SimulatedProblem[];
  findProblem(service: SimulatedService, name: string): SimulatedProblem | undefined;
}

/** @param retired last segments of ids, in small letters, that are no longer listed. */
export function createSupportCatalogue(retired: () => ReadonlySet<string>): SupportCatalogue {
  const isListed = ({ name }: { readonly name: string }) => !retired().has(name);
  const catalogue: SupportCatalogue = {
    listServices: () => SERVICES.filter(isListed),
    findService: (name) => findNamed(catalogue.listServices(), name),
    listProblems: ({ problems, displayName: service }) =>
      PROBLEMS[problems]
        .map((displayName) => ({ name: guidFrom(`support problem:${service}:${displayName}`), displayName }))
        .filter(isListed),
    findProblem: (service, name) => findNamed(catalogue.listProblems(service), name),
  };
  return catalogue;
}

function findNamed<T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined {
  return all.find((candidate) => candidate.name === name.toLowerCase());
}

export const serviceIdOf = ({ name }: SimulatedService) => `/providers/Microsoft.Support/services/${name}`;

export const problemIdOf = (service: SimulatedService, { name }: SimulatedProblem) =>
  `${serviceIdOf(service)}/problemClassifications/${name}`;

export function describeService(service: SimulatedService) {
  const { name, displayName, resourceTypes } = service;
  return {
    id: serviceIdOf(service),
    name,
    type: 'Microsoft.Support/services',
    properties: { displayName, resourceTypes },
  };
}

/** Without a second consent there is no such property, as Azure answers for most services. */
export function describeProblem(service: SimulatedService, problem: SimulatedProblem) {
  const consent = SECONDARY_CONSENTS[service.problems];
  return {
    id: problemIdOf(service, problem),
    name: problem.name,
    type: 'Microsoft.Support/problemClassifications',
    properties: {
      displayName: problem.displayName,
      ...(consent && { secondaryConsentEnabled: [consent] }),
    },
  };
}
