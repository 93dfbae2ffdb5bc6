// One script out of several for different systems: without kubewalk to ask it first, the host itself chooses.
import {likeSystem, type SystemName} from '../../../steps/system.ts';

export type Variant = {readonly system: SystemName; readonly text: string};

const itself = `"$(awk -F= '{gsub(/"/, "", $2)} $1 == "ID" {id = $2} $1 == "VERSION_ID" {version = $2} END {print id ":" version}' /etc/os-release)"`;

/** Systems with the very same script share it; where all do, there is nothing to choose. */
export const onTheHost = (variants: readonly Variant[]): string => {
	const alike = [...Map.groupBy(variants, ({text}) => text)];
	if (alike.length === 1) return alike[0]![0];
	const cases = alike.map(([text, same]) => {
		const patterns = same.flatMap(({system}) => likeSystem[system]);
		return `${patterns.join(' | ')})\n${text}\n;;`;
	});
	const names = variants.map(({system}) => system).join(', ');
	return [
		`case ${itself} in`,
		...cases,
		`*)\necho "This script knows ${names} and what is made from them: on another system run kubewalk, which asks the host." >&2\nexit 1\n;;`,
		'esac',
	].join('\n');
};
