// Reads queries of Azure Monitor's logs from standard input, as a JSON array of strings, and prints what Kusto's own parser
// has to say of each: an error, or a comparison of values of different types.
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

// The columns that the queries use, with their types:
// https://learn.microsoft.com/azure/azure-monitor/reference/tables/storagequeuelogs and so on
const tables = {
    StorageQueueLogs: 'TimeGenerated:datetime, OperationName:string, StatusCode:string, StatusText:string, Uri:string, ObjectKey:string',
    StorageBlobLogs: 'TimeGenerated:datetime, OperationName:string, StatusCode:string, StatusText:string, Uri:string, ObjectKey:string',
    AppRequests: 'TimeGenerated:datetime, Name:string, Success:bool, ResultCode:string, DurationMs:real',
    ContainerAppConsoleLogs:
        'TimeGenerated:datetime, ContainerAppName:string, JobName:string, RevisionName:string, Stream:string, Log:string',
    ContainerAppSystemLogs:
        'TimeGenerated:datetime, ContainerAppName:string, JobName:string, RevisionName:string, Reason:string, Type:string, '
        + 'Log:string',
};

const { GlobalState, KustoCode, Symbols, Syntax } = Kusto.Language;
const symbols = Object.entries(tables).map(([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor3('logs', null, Bridge.toArray(symbols), false));

const numbers = ['int', 'long', 'real', 'decimal'];
const kindOf = type => (numbers.includes(type) ? 'number' : type);

// The parser lets a string be compared with a number, which is never equal.
function comparisons(code) {
    const found = [];
    Syntax.SyntaxElement.WalkNodes(code.Syntax, node => {
        if (Bridge.is(node, Syntax.BinaryExpression) && ['==', '!='].includes(node.Operator.Text)) {
            const [left, right] = [node.Left.ResultType.Name, node.Right.ResultType.Name];
            if (kindOf(left) !== kindOf(right)) {
                found.push(`${node.Left.toString().trim()} is ${left} and is compared with ${right}`);
            }
        }
    });
    return found;
}

for (const query of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    const code = KustoCode.ParseAndAnalyze(query, globals);
    const diagnostics = Bridge.toArray(code.GetDiagnostics()).map(diagnostic => `${diagnostic.Severity}: ${diagnostic.Message}`);
    for (const fault of [...diagnostics, ...comparisons(code)]) {
        console.log(`${fault}\n    in ${query}`);
        process.exitCode = 1;
    }
}
