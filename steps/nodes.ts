// Questions about nodes, asked on a control plane.
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {kubectl} from './kubectl.ts';
import {controlPlanesOf} from './roles.ts';

/** One line a node: its name and True, False or Unknown. */
const readiness = fragment(
	sh`${kubectl} get nodes -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}'`,
);

/**
 * Every node of the cluster is ready, and every control plane is a node. A worker that could not be reached when the
 * others joined is not asked for.
 */
export const allReady = (given: Given): Fragment =>
	fragment(sh`
		${readiness} | awk '$2 == "True" {good = good " " $1} $2 != "True" {bad = bad " " $1} END {print "ready:" good; if (bad) print "not ready:" bad; else print NR " nodes are ready"; exit bad != "" || NR < ${controlPlanesOf(given).length}}'
	`);
