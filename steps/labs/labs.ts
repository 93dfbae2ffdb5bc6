import type {LabDeclaration} from './lab.ts';
import {rehearsal} from './rehearsal.ts';
import {labsOfSystems} from './systems.ts';

/** The first is the one that is started when nobody names one. */
export const labs: readonly [LabDeclaration, ...LabDeclaration[]] = [rehearsal, ...labsOfSystems];
