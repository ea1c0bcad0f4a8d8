using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;
using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;

namespace DockerPS.Hosting;

/// <summary>Reads -Secret: docker's texts, and tables of ids and what Get-Secret and its like return. No message of it shows a value.</summary>
internal static class BuildSecrets
{
    // What the engine takes, too.
    private const int LongestSecret = 500 * 1024;

    /// <summary>The secrets by their ids; each is read when it is asked for, but that it is there is checked now.</summary>
    /// <param name="values">What the parameter was given.</param>
    /// <param name="resolvePath">Makes a user's path a full one.</param>
    /// <exception cref="InvalidRequestException">A value cannot be read, or a file or variable is not there.</exception>
    public static Dictionary<string, Func<CancellationToken, Task<byte[]>>> Read(IEnumerable<object?>? values, Func<string, string> resolvePath)
    {
        var secrets = new Dictionary<string, Func<CancellationToken, Task<byte[]>>>(StringComparer.Ordinal);
        foreach (object? value in UnquotedFields.Join(Bares(values), UnquotedFields.KeyOf, static (key, before) => before.Contains(key)))
        {
            switch (value)
            {
                case string text:
                    Add(BuildSecretSpec.Parse(text));
                    break;
                case IDictionary table when BuildSecretSpec.OfTable(table) is { } spec:
                    Add(spec);
                    break;
                case IDictionary table:
                    foreach (DictionaryEntry pair in table)
                    {
                        string id = RequestText.Of(pair.Key);
                        byte[] secret = BytesOf(id, Bare.Of(pair.Value));
                        secrets[id] = _ => Task.FromResult(secret);
                    }

                    break;
                default:
                    throw BuildSecretSpec.Wrong($"a value of type {value?.GetType().Name ?? "null"} says no id");
            }
        }

        return secrets;

        void Add(BuildSecretSpec spec)
        {
            if (spec.Variable is { } variable)
            {
                string secret = DockerEnvironment.Current.Lookup(variable)
                    ?? throw BuildSecretSpec.Wrong($"there is no environment variable '{DisplayText.Of(variable)}' for '{DisplayText.Of(spec.Id)}'");
                secrets[spec.Id] = _ => Task.FromResult(Encoding.UTF8.GetBytes(secret));
                return;
            }

            string path = resolvePath(spec.File!);
            if (!File.Exists(path))
            {
                throw BuildSecretSpec.Wrong($"there is no file '{DisplayText.Of(path)}' for '{DisplayText.Of(spec.Id)}'");
            }

            secrets[spec.Id] = token => ReadFileAsync(spec.Id, path, token);
        }
    }

    private static IEnumerable<object?> Bares(IEnumerable<object?>? values) => (values ?? []).SelectMany(static value => Bare.Of(value) switch
    {
        object?[] inner => inner.Select(Bare.Of),
        var plain => [plain],
    });

    private static byte[] BytesOf(string id, object? value) => value switch
    {
        SecureString secure => Encoding.UTF8.GetBytes(new NetworkCredential("", secure).Password),
        PSCredential credential => Encoding.UTF8.GetBytes(credential.GetNetworkCredential().Password),
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        FileInfo file => ReadFile(id, file),
        object number when Bare.IsNumber(number) => Encoding.UTF8.GetBytes(ValueText.Of(number)),
        _ => throw BuildSecretSpec.Wrong($"'{DisplayText.Of(id)}' is of type {value?.GetType().Name ?? "null"}"),
    };

    private static byte[] ReadFile(string id, FileInfo file) => file switch
    {
        { Exists: false } => throw BuildSecretSpec.Wrong($"there is no file '{DisplayText.Of(file.FullName)}' for '{DisplayText.Of(id)}'"),
        { Length: > LongestSecret } => throw TooLong(id),
        _ => File.ReadAllBytes(file.FullName),
    };

    private static async Task<byte[]> ReadFileAsync(string id, string path, CancellationToken cancellationToken) =>
        new FileInfo(path).Length > LongestSecret ? throw TooLong(id) : await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);

    private static InvalidRequestException TooLong(string id) => BuildSecretSpec.Wrong($"'{DisplayText.Of(id)}' is longer than the 500 kB that a secret may have");
}
