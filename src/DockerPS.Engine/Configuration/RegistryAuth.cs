using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DockerPS.Engine.Configuration;

/// <summary>Credentials of one registry. Not a record: its text must never show a secret.</summary>
internal sealed class RegistryAuth
{
    /// <summary>X-Registry-Auth of one who has no credentials: an empty object, since old engines choke on an empty header.</summary>
    public const string AnonymousHeader = "e30=";

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>A token that the registry gave in place of a password (identitytoken).</summary>
    public string? IdentityToken { get; init; }

    /// <summary>A bearer token to send to the registry (registrytoken).</summary>
    public string? RegistryToken { get; init; }

    /// <summary>The registry's key, such as <see cref="RegistryKey.DockerHub"/> or host:port.</summary>
    public required string ServerAddress { get; init; }

    /// <summary>Whether there is anything to log in with.</summary>
    public bool IsEmpty =>
        string.IsNullOrEmpty(Username) && string.IsNullOrEmpty(Password) && string.IsNullOrEmpty(IdentityToken) && string.IsNullOrEmpty(RegistryToken);

    /// <summary>The value of X-Registry-Auth: JSON in base64url with padding.</summary>
    public string ToHeaderValue() => Encode(Write);

    /// <summary>The body of POST /auth.</summary>
    public byte[] ToJson() => Bytes(Write);

    /// <summary>The value of X-Registry-Config: the credentials of a build's registries by their keys, in base64url.</summary>
    public static string ToConfigHeaderValue(IEnumerable<RegistryAuth> registries) => Encode(writer =>
    {
        writer.WriteStartObject();
        foreach (RegistryAuth registry in registries)
        {
            writer.WritePropertyName(registry.ServerAddress);
            registry.Write(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>A config.json of these credentials, for a program that is to use them: plain, as docker login without a helper writes it.</summary>
    public static byte[] ToConfigFile(IEnumerable<RegistryAuth> registries)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("auths");
            foreach (RegistryAuth registry in registries)
            {
                writer.WriteStartObject(registry.ServerAddress);
                if (!string.IsNullOrEmpty(registry.Username) || !string.IsNullOrEmpty(registry.Password))
                {
                    writer.WriteBase64String("auth", Encoding.UTF8.GetBytes($"{registry.Username}:{registry.Password}"));
                }

                WriteText(writer, "identitytoken", registry.IdentityToken);
                WriteText(writer, "registrytoken", registry.RegistryToken);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The same credentials under another key of the same registry.</summary>
    public RegistryAuth For(string key) => new()
    {
        Username = Username,
        Password = Password,
        IdentityToken = IdentityToken,
        RegistryToken = RegistryToken,
        ServerAddress = key,
    };

    /// <summary>The registry and the user, without secrets.</summary>
    public override string ToString() => string.IsNullOrEmpty(Username) ? ServerAddress : $"{Username} on {ServerAddress}";

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteText(writer, "username", Username);
        WriteText(writer, "password", Password);
        WriteText(writer, "serveraddress", ServerAddress);
        WriteText(writer, "identitytoken", IdentityToken);
        WriteText(writer, "registrytoken", RegistryToken);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static string Encode(Action<Utf8JsonWriter> write) => Convert.ToBase64String(Bytes(write)).Replace('+', '-').Replace('/', '_');

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
