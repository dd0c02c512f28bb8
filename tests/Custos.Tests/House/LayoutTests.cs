namespace Custos.Tests.House;

public sealed class LayoutTests
{
    private const int MaxLines = 400;
    private const int MaxFilesInFolder = 20;
    private const int MaxLevels = 2;

    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Processor", "Handler", "Data", "Info", "Impl", "Base"];

    private static IEnumerable<string> SourceFiles => Repository.Files("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Every_folder_is_on_the_map()
    {
        var map = Repository.Read("ARCHITECTURE.md");

        Repository.Folders("src").Concat(Repository.Folders("bench")).Concat(Repository.Folders("docs"))
            .Where(folder => !folder.Contains("/Sql/", StringComparison.Ordinal))
            .Where(folder => !map.Contains($"`{folder}/`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_map_names_no_folder_that_is_not_there()
    {
        var named = System.Text.RegularExpressions.Regex
            .Matches(Repository.Read("ARCHITECTURE.md"), "`(?<folder>(?:src|bench|docs|tests)/[^`]*)/`", System.Text.RegularExpressions.RegexOptions.NonBacktracking)
            .Select(match => match.Groups["folder"].Value);

        named.Where(folder => !Directory.Exists(Path.Combine(Repository.Root, folder))).ShouldBeEmpty();
    }

    [Fact]
    public void A_source_file_is_short_enough_to_read()
    {
        SourceFiles.Where(file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > MaxLines).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_holds_few_enough_files_to_see_at_once()
    {
        SourceFiles.GroupBy(FolderOf).Where(folder => folder.Count() > MaxFilesInFolder).Select(folder => $"{folder.Key}: {folder.Count()}").ShouldBeEmpty();
    }

    [Fact]
    public void Folders_nest_two_levels_below_the_project() =>
        SourceFiles.Where(file => file.Split('/').Length - 3 > MaxLevels).ShouldBeEmpty();

    [Fact]
    public void A_type_says_what_it_is_and_does_not_bear_its_folders_name()
    {
        SourceFiles.Where(file => file.Split('/').Length > 3)
            .Where(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileName(FolderOf(file))
                           || EmptyNames.Any(ending => Path.GetFileNameWithoutExtension(file).EndsWith(ending, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Tests_mirror_sources()
    {
        var sources = SourceFiles.Select(file => file["src/".Length..]).ToHashSet(StringComparer.Ordinal);

        Repository.Files("tests/Custos.Tests").Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(file => file["tests/Custos.Tests/".Length..])
            .Where(test => !test.StartsWith("House/", StringComparison.Ordinal))
            .Where(test => !sources.Contains(SourceOf(test)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Our_own_namespaces_are_never_global_usings() =>
        SourceFiles.Where(file => Repository.Read(file).Contains("global using Custos", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    // tests/Custos.Tests/Gate/… mirrors src/Custos/Gate/…; tests/Custos.Tests/App/… and …/Store/… mirror the satellites.
    private static string SourceOf(string test)
    {
        var source = test[..^"Tests.cs".Length] + ".cs";
        var top = test.Split('/')[0];
        return top is "App" or "Store" or "Providers" ? $"Custos.{source}" : $"Custos/{source}";
    }
}
