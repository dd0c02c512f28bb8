using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Custos.Tests.House;

public sealed class StageIsolationTests
{
    private static readonly string[] Vocabulary = ["Records", "Policy"];
    private static readonly string[] Tools = ["Text", "Sketches", "Counting", "Statistics", "Learning", "Charts"];
    private static readonly string[] Stages = ["Gate", "Ingest", "Guard", "Detect", "Curate", "Review", "Train", "Evaluate", "Release"];

    [Fact]
    public void Records_stand_on_nothing_tools_on_records_policies_on_both_and_no_stage_on_another()
    {
        var forbidden = References("Custos")
            .Select(reference => (From: FolderOf(reference.From), To: FolderOf(reference.To), reference))
            .Where(edge => edge.From is not null && edge.To is not null && edge.From != edge.To && !IsAllowed(edge.From, edge.To))
            .Select(edge => $"{edge.reference.From} → {edge.reference.To}")
            .Distinct()
            .Order(StringComparer.Ordinal);

        forbidden.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_domain_is_vocabulary_a_tool_or_a_stage()
    {
        var known = (string[])[.. Vocabulary, .. Tools, .. Stages];

        Repository.Folders("src/Custos").Select(folder => folder["src/Custos/".Length..].Split('/')[0]).Distinct().ShouldBeSubsetOf(known);
    }

    [Fact]
    public void The_domain_knows_no_database_no_http_and_no_console()
    {
        using var domain = ReadAssembly("Custos");

        var references = domain.MainModule.AssemblyReferences.Select(reference => reference.Name).ToList();

        references.ShouldNotContain(name => name.StartsWith("Custos.", StringComparison.Ordinal));
        references.ShouldNotContain(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal));
        references.ShouldNotContain("System.Console");
        references.Where(name => !name.StartsWith("System", StringComparison.Ordinal)).ShouldBeSubsetOf(["MathNet.Numerics", "YamlDotNet", "Microsoft.Win32.Primitives"]);
    }

    [Theory]
    [InlineData("Custos.Store")]
    [InlineData("Custos.Providers")]
    public void Satellites_do_not_know_one_another_nor_the_app(string satellite)
    {
        using var assembly = ReadAssembly(satellite);

        assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name.StartsWith("Custos", StringComparison.Ordinal)).ShouldBeSubsetOf(["Custos"]);
    }

    private static bool IsAllowed(string from, string to) =>
        // Policies are compiled, and so stand on tools; records stand on nothing, and tools on records alone.
        to switch
        {
            "Records" => true,
            "Policy" => from != "Records" && !Tools.Contains(from),
            _ => Tools.Contains(to) && from != "Records",
        };

    private static string? FolderOf(string type)
    {
        const string root = "Custos.";
        if (!type.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        var folder = type[root.Length..].Split('.', '/')[0];
        return Vocabulary.Contains(folder) || Tools.Contains(folder) || Stages.Contains(folder) ? folder : null;
    }

    private static AssemblyDefinition ReadAssembly(string name) => AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static List<(string From, string To)> References(string assembly)
    {
        using var definition = ReadAssembly(assembly);
        return [.. definition.MainModule.GetTypes().SelectMany(type => Used(type).SelectMany(Names).Select(to => (type.FullName, to)))];
    }

    private static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(method => (IEnumerable<TypeReference?>)
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.Instructions.SelectMany(Operands) : [],
        ]),
    ];

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<string> Names(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType.FullName, .. generic.GenericArguments.SelectMany(Names)],
        TypeSpecification specification => Names(specification.ElementType),
        _ => [type.FullName],
    };
}
