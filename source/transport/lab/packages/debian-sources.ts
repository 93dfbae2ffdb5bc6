export const debianPackages = {};
