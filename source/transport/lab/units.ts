// Every unit that a machine of the lab can have, by name.
import type {UnitDeclaration} from './unit.ts';
import {clusterUnits} from './units/cluster-units.ts';
import {loadBalancerUnits} from './units/load-balancer-units.ts';
import {osUnits} from './units/os-units.ts';

const all = new Map([...osUnits, ...clusterUnits, ...loadBalancerUnits].map(unit => [unit.name, unit]));

export const unitDeclaration = (name: string): UnitDeclaration | undefined => all.get(name);
