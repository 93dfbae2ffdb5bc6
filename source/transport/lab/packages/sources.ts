export const packageSources = {};
