// What is to be taken away is listed by a script that prints nothing when nothing is left.
import type {Given, Script} from '../source/engine/declare.ts';
import {type Fragment, sh} from '../source/engine/script.ts';

/** A condition: the list is empty; what is on it is said. */
export const nothingOf =
	(list: (given: Given) => Fragment): Script =>
	given =>
		sh`
		left=$(${list(given)})
		echo "$left"
		[ -z "$left" ]
	`;
