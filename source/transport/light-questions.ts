// Questions that can leave nothing but variables behind (share-shell.ts) are asked one after another in a fork of the bash
// that watches, and all they say goes into two files: neither a fork nor a file for each. What a fork says is
//
//   <sign> 7 0     the seventh question begins, and the one before it ended with 0
//   <sign> end 0   there are no more, or this walker was told to stop (`light.over`)
//
// in `light.1.out`, the numbers alone in `light.1.err`, with the question's own words between. The sign is random and no
// question has it. Two forks share the questions by the block, `light.block.3`; `light.group.1.4242` is a fork's process group.
import {shareShell} from './share-shell.ts';

/** So many questions are claimed at once. */
const blockSize = 8;

/** Bash: what is told about the questions, before the functions below. */
export const lightList = (questions: readonly string[], sign: string): string => {
	const shared = questions.map(shareShell);
	const numbers = shared.flatMap((one, index) => (one === undefined ? [] : [index + 1]));
	const variables = [...new Set(shared.flatMap(one => one ?? []))].join(' ');
	const blocks = Array.from({length: Math.ceil(numbers.length / blockSize)}, (_, index) =>
		numbers.slice(index * blockSize, (index + 1) * blockSize).join(' '),
	);
	return `kw_sign=${sign} kw_variables=(${variables}) kw_light=(${blocks.map(block => `'${block}'`).join(' ')})`;
};

/** Bash; the questions are in kw_questions. */
export const lightWalker = (fileBlocks: number): string => String.raw`
kw_lights=0 kw_now=() kw_at=() kw_began=()
# Where one of them is set already, an answer could depend on that.
for kw_name in "${'${kw_variables[@]}'}"; do [ -z "${'${!kw_name+x}'}" ] || kw_light=(); done
kw_walk_light() {
	exec 4>&1 > "$kw_dir/light.$kw_lights.out" 2> "$kw_dir/light.$kw_lights.err"
	umask 022
	ulimit -f ${fileBlocks}
	# In a function it ends the question, as exit ends a shell.
	alias exit=return
	shopt -s expand_aliases
	kw_code=
	for kw_block in "${'${!kw_light[@]}'}"; do
		set -C
		{ : > "$kw_dir/light.block.$kw_block"; } 2>/dev/null || continue
		for kw_number in ${'${kw_light[kw_block]}'}; do
			[ ! -e "$kw_dir/light.over" ] || break 2
			printf '\n%s %s %s\n' "$kw_sign" "$kw_number" "$kw_code"
			printf '\n%s %s\n' "$kw_sign" "$kw_number" >&2
			kw_question=${'${kw_questions[kw_number - 1]}'}
			kw_ask
			kw_code=$?
			unset -v "${'${kw_variables[@]}'}"
		done
	done 4>&- 5<&-
	printf '\n%s end %s\n' "$kw_sign" "$kw_code"
	read -r -u 5
	kill -KILL -- "-$BASHPID"
}
# A walker's pipe stays open until those before it are gone too.
kw_send_light() {
	kw_lights=$((kw_lights + 1))
	exec 5< <(exec 3>&-; set -m; kw_walk_light & : > "$kw_dir/light.group.$kw_lights.$!")
}
# Nothing counts that has a NUL in it or is large.
kw_read_light() {
	! IFS= read -r -d '' -n 1048576 kw_out < "$kw_dir/light.$1.out" && ! IFS= read -r -d '' -n 1048576 kw_err < "$kw_dir/light.$1.err"
}
# The code of a question that has ended is in its walker's words: only that is noted here.
kw_learn_light() {
	local kw_walker kw_line kw_last kw_ends=0 IFS=' '
	for kw_walker in 1 2; do
		[ -e "$kw_dir/light.$kw_walker.err" ] && kw_read_light "$kw_walker" || continue
		case $kw_out in *"$kw_sign end "*) kw_ends=$((kw_ends + 1)) kw_now[kw_walker]= ;; esac
	done
	if ((kw_ends > 0 && kw_ends == kw_lights)) && [ ! -e "$kw_dir/light.over" ]; then
		for kw_number in ${'${kw_light[*]}'}; do kw_codes[kw_number]=l; done
		return
	fi
	for kw_walker in 1 2; do
		[ -e "$kw_dir/light.$kw_walker.err" ] && kw_read_light "$kw_walker" || continue
		kw_last=
		while IFS= read -r kw_line; do
			case $kw_line in "$kw_sign "*) ;; *) continue ;; esac
			[ -z "$kw_last" ] || kw_codes[kw_last]=l
			set -- $kw_line
			kw_last=$2
		done <<< "$kw_out"
		kw_now[kw_walker]=${'${kw_last#end}'}
	done
}
# One that takes long is given up with what is left to its walker; when its time is over, the walker is ended.
kw_look_light() {
	local kw_walker kw_group kw_age
	for kw_walker in "${'${!kw_now[@]}'}"; do
		kw_number=${'${kw_now[kw_walker]}'}
		[ -n "$kw_number" ] || continue
		[ "$kw_number" = "${'${kw_at[kw_walker]}'}" ] || kw_at[kw_walker]=$kw_number kw_began[kw_walker]=$kw_time
		kw_age=$((kw_time - kw_began[kw_walker]))
		if ((kw_age >= kw_patience)) && [ ! -e "$kw_dir/light.over" ]; then
			: > "$kw_dir/light.over"
			kw_learn_light
			kw_plan
			kw_send
		fi
		if ((kw_age >= kw_limit)); then
			[ "${'${kw_codes[kw_number]}'}" = l ] || kw_codes[kw_number]=124l
			for kw_group in "$kw_dir/light.group.$kw_walker".*; do kill -KILL -- "-${'${kw_group##*.}'}"; done
		fi
	done
}
kw_tell_light() {
	local kw_walker
	for kw_walker in 1 2; do
		[ -e "$kw_dir/light.$kw_walker.err" ] && kw_read_light "$kw_walker" || continue
		kw_tell "light out $kw_sign" "$kw_out"
		kw_tell "light err $kw_sign" "$kw_err"
	done
}`;

type Said = {readonly number: number; readonly exit: number | undefined; readonly text: Buffer};

/** What a walker wrote into one of its two files, question by question; `exit` is told on stdout only. */
export const readLight = (bytes: Buffer, sign: string): readonly Said[] => {
	const [, ...parts] = bytes.toString('latin1').split(`\n${sign} `);
	const heads = parts.map(part => part.slice(0, Math.max(0, part.indexOf('\n'))).split(' '));
	return parts.flatMap((part, index) => {
		const number = Number(heads[index]![0]);
		if (Number.isNaN(number)) return [];
		const code = heads[index + 1]?.[1];
		return [
			{
				number,
				exit: code === undefined || code === '' ? undefined : Number(code),
				text: Buffer.from(part.slice(part.indexOf('\n') + 1), 'latin1'),
			},
		];
	});
};
