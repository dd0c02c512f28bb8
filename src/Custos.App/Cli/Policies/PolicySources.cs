using System.Collections.Immutable;
using System.CommandLine;
using Custos.App.Api.Bundles;
using Custos.Gate;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary>Which policies and classifiers does a verb look at? The same words for every verb that reads them.</summary>
internal static class PolicySources
{
    public static Argument<string> Folder() => new("folder") { Description = "The folder of the policies." };

    public static Option<string[]> Models() => new("--model") { Description = "A folder that 'custos train' or 'custos model add' wrote, or a name of 'custos model list'; may be given more than once. Without one, labels are not scored.", HelpName = "folder" };

    public static ImmutableArray<Signal>? SignalsOf(string[]? models) =>
        models is null or [] ? null : ModelSignals.Load(models);

    /// <exception cref="BadInputException">Something is wrong with the policies; the message tells everything.</exception>
    public static Bundle Load(string folder, string[]? models) =>
        BundleFolder.TryLoad(folder, SignalsOf(models), out var bundle, out var errors)
            ? bundle
            : throw new BadInputException($"The policies cannot be used: {(errors.Count == 1 ? "one thing is" : $"{errors.Count} things are")} wrong.", $"'custos policy check {folder}' tells each with its place; the first:\n{errors[0]}", folder);
}
