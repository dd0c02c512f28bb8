using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Records;

namespace Custos.Providers.Http;

/// <summary>How does a classifier behind an address score a text? Anything that answers OpenAI's moderation format.</summary>
/// <remarks>
/// The id covers the address, not what answers there: a server that changes its model under one name changes scores without a new bundle, which
/// is why its answers are never remembered and its calibration says when it was measured. What it answers is on record with each decision.
/// </remarks>
public sealed class HttpClassifier : BroughtClassifier
{
    // A score of exactly 0 or 1 has no log-odds.
    private const double Least = 1e-9;

    private readonly HttpManifest _manifest;
    private readonly ModerationClient _client;

    private HttpClassifier(HttpManifest manifest, string id, ModerationClient client)
        : base("http", id, manifest.Labels) => (_manifest, _client) = (manifest, client);

    /// <summary>Where it is asked.</summary>
    public Uri Url => _manifest.Url;

    /// <summary>Does such a classifier stand in a folder?</summary>
    public static bool IsIn(string folder) => Path.Combine(folder, HttpManifest.FileName) is var path && File.Exists(path) && HttpManifest.IsOne(File.ReadAllBytes(path));

    /// <summary>What does a folder's manifest say it is?</summary>
    /// <exception cref="BadInputException">There is none, or it was changed.</exception>
    public static (string Id, IReadOnlyList<ScoreLabel> Labels) Look(string folder)
    {
        var (manifest, id) = Read(folder);
        return (id, manifest.Labels);
    }

    /// <summary>Loads the classifier of a folder; its server is not asked yet.</summary>
    /// <exception cref="BadInputException">The folder holds none or a damaged one, or the environment variable with the server's key is not set.</exception>
    public static HttpClassifier Load(string folder)
    {
        var (manifest, id) = Read(folder);
        return new HttpClassifier(manifest, id, new ModerationClient(manifest.Url, manifest.Model, KeyOf(manifest.KeyVariable), TimeProvider.System));
    }

    /// <summary>Asks the server once, sees that it knows the labels, and writes a folder.</summary>
    /// <param name="folder">To write into.</param>
    /// <param name="url">Where texts are sent.</param>
    /// <param name="model">The model to ask for; null for the server's own choice.</param>
    /// <param name="keyVariable">The environment variable with the server's key; null where it needs none.</param>
    /// <param name="labels">What to call its categories; empty for all of them under their own names, with <c>_</c> for <c>-</c> and <c>/</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="BadInputException">The server does not answer as it should, or has no such category.</exception>
    public static async Task<string> AddAsync(string folder, Uri url, string? model, string? keyVariable, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        using var client = new ModerationClient(url, model, KeyOf(keyVariable), TimeProvider.System);
        var known = await CategoriesAsync(client, url, cancellationToken);
        var named = labels.Count > 0 ? [.. labels] : known.Select(LabelOf).ToList();
        var categories = named.Select(label => known.FirstOrDefault(category => category == label) ?? known.FirstOrDefault(category => LabelOf(category) == label)
            ?? throw new BadInputException($"The server has no category '{label}'.", $"It has: {string.Join(", ", known)}.", url.ToString(), isUsage: true)).ToList();
        return Write(folder, new HttpManifest(url, model, keyVariable, categories, [.. named.Select(label => new ScoreLabel { Name = label, Calibration = ScoreLabel.AsItIs, Threshold = 0.5 })], []));
    }

    public override async Task<IReadOnlyList<double[]>> DecideAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var scores = await _client.AskAsync(texts, _manifest.Categories, cancellationToken);
        return [.. scores.Select(all => _manifest.Categories.Select(category => LogOdds(all[category])).ToArray())];
    }

    public override string WriteCertified(string to, IReadOnlyList<ScoreLabel> labels, JsonObject measured) =>
        Write(to, _manifest with { Labels = [.. ScoreLabels.Select(label => labels.FirstOrDefault(other => other.Name == label.Name) ?? label)], Measured = measured });

    public override void Dispose() => _client.Dispose();

    private static double LogOdds(double score)
    {
        var inside = Math.Clamp(score, Least, 1 - Least);
        return Math.Log(inside / (1 - inside));
    }

    private static string LabelOf(string category) => category.Replace('-', '_').Replace('/', '_');

    private static async Task<List<string>> CategoriesAsync(ModerationClient client, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await client.AskAsync(["What is the weather like today?"], null, cancellationToken))[0].Keys];
        }
        catch (InvalidOperationException failed)
        {
            throw new BadInputException(failed.Message, "Give the whole address, for instance http://127.0.0.1:9000/v1/moderations, and with --key-env the variable that holds its key.", url.ToString(), innerException: failed);
        }
    }

    private static string? KeyOf(string? variable) => variable is null ? null : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key
        ? key
        : throw new BadInputException($"The environment variable {variable} is not set.", "Set it to the key of the classifier's server.", isUsage: true);

    private static (HttpManifest Manifest, string Id) Read(string folder)
    {
        var path = Path.Combine(folder, HttpManifest.FileName);
        try
        {
            return HttpManifest.Read(File.ReadAllBytes(path), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file cannot be read: {cause.Message}", "Give a folder that 'custos model add --url' wrote.", path, innerException: cause);
        }
    }

    private static string Write(string folder, HttpManifest manifest)
    {
        var (bytes, id) = manifest.Write();
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, HttpManifest.FileName), bytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The model cannot be written: {cause.Message}", "Free some space or choose a folder that can be written.", folder, innerException: cause);
        }

        return id;
    }
}
