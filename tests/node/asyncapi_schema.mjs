// Prints the JSON Schema of AsyncAPI 3.0.0 that the project of AsyncAPI publishes.
import specs from '@asyncapi/specs';

console.log(JSON.stringify(specs.schemasWithoutId['3.0.0']));
