// haproxy and keepalived.
import type {UnitDeclaration} from '../unit.ts';
import {haproxyUnit} from './haproxy-unit.ts';
import {keepalivedUnit} from './keepalived-unit.ts';

export const loadBalancerUnits: readonly UnitDeclaration[] = [haproxyUnit, keepalivedUnit];
