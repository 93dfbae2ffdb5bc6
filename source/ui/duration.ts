const pair = (value: number): string => String(value).padStart(2, '0');

/** 42 s, 3:07, 1:02:45: short enough for a status line. */
export const duration = (milliseconds: number, second: string): string => {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 60) return `${seconds} ${second}`;
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${minutes}:${pair(seconds % 60)}`;
};
